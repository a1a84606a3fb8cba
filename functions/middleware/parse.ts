import * as v from 'valibot';
import { InvalidRequestError } from '../domain/errors.ts';
import { replaceLoneSurrogates } from '../domain/replace-lone-surrogates.ts';

/**
 * Parses the input. Throws `InvalidRequestError` with the name of the wrong field. Schemas check
 * lengths first, so a text that is too long is not examined further.
 */
export function parseInput<S extends v.GenericSchema>(schema: S, input: unknown): v.InferOutput<S> {
  const parsed = v.safeParse(schema, input, { abortPipeEarly: true });
  if (parsed.success) return parsed.output;
  throw new InvalidRequestError(describe(parsed.issues[0]));
}

/**
 * Parses JSON and replaces lone surrogates in its strings. Throws `InvalidRequestError` if it is
 * not JSON.
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text, (_key, value: unknown) =>
      typeof value === 'string' ? replaceLoneSurrogates(value) : value,
    );
  } catch {
    throw new InvalidRequestError('not valid JSON');
  }
}

/** Names the field and the rule. Never repeats the value, which may be private. */
function describe(issue: v.BaseIssue<unknown>): string {
  const field = v.getDotPath(issue);
  if (!field) return 'must be a JSON object';
  if (issue.type === 'strict_object' && issue.expected === 'never') return `unknown field ${field}`;
  if (issue.received === 'undefined') return `missing field ${field}`;
  return `${field}: ${issue.kind === 'validation' ? issue.message.replace(/(?: but|:) received.*$/is, '') : `must be ${issue.expected}`}`;
}
