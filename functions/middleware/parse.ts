import * as v from 'valibot';
import { InvalidRequestError } from '../domain/errors.ts';
import { replaceLoneSurrogates } from '../domain/replace-lone-surrogates.ts';

/**
 * What the schema makes of the input. Throws `InvalidRequestError` that names the wrong field. A text
 * that is too long is looked at no further: lengths come first in every schema.
 */
export function parseInput<S extends v.GenericSchema>(schema: S, input: unknown): v.InferOutput<S> {
  const parsed = v.safeParse(schema, input, { abortPipeEarly: true });
  if (parsed.success) return parsed.output;
  throw new InvalidRequestError(describe(parsed.issues[0]));
}

/** The JSON value of a text, all its texts of whole characters. Throws `InvalidRequestError` for no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text, (_key, value: unknown) =>
      typeof value === 'string' ? replaceLoneSurrogates(value) : value,
    );
  } catch {
    throw new InvalidRequestError('not valid JSON');
  }
}

/** Names the field and the rule, and never repeats a value: it may be private. */
function describe(issue: v.BaseIssue<unknown>): string {
  const field = v.getDotPath(issue);
  if (!field) return 'must be a JSON object';
  if (issue.type === 'strict_object' && issue.expected === 'never') return `unknown field ${field}`;
  if (issue.received === 'undefined') return `missing field ${field}`;
  return `${field}: ${issue.kind === 'validation' ? issue.message.replace(/(?: but|:) received.*$/is, '') : `must be ${issue.expected}`}`;
}
