import * as v from 'valibot';

export type RecordFilter = (record: unknown) => boolean;

/**
 * Compiles an event source's filter patterns: a record passes when any of them fits; without a
 * pattern every record does. Throws an error that names an operator the local run does not know.
 */
export function compileFilter(patterns: readonly string[]): RecordFilter {
  const compiled = patterns.map((pattern) => compilePattern(parsePattern(pattern)));
  return compiled.length === 0 ? () => true : (record) => compiled.some((fits) => fits(record));
}

type Fits = (value: unknown) => boolean;

const fields = v.record(v.string(), v.unknown());
const scalar = v.union([v.string(), v.number(), v.boolean(), v.null()]);
const scalars = v.union([
  v.array(scalar),
  v.pipe(
    scalar,
    v.transform((one) => [one]),
  ),
]);

function parsePattern(pattern: string): Record<string, unknown> {
  const parsed = v.safeParse(fields, JSON.parse(pattern));
  if (parsed.success) return parsed.output;
  throw new Error(`The event filter ${pattern} is no pattern.`);
}

/** All fields of a pattern must fit; a list holds what a field may be. */
function compilePattern(pattern: Record<string, unknown>): Fits {
  const fitting = Object.entries(pattern).map(([name, wanted]) => {
    if (name === '$or') throw unknownOperator(name);
    const fits = Array.isArray(wanted)
      ? compileChoices(wanted)
      : compilePattern(v.parse(fields, wanted));
    return (value: unknown) => fits(fieldOf(value, name));
  });
  return (value) => fitting.every((fits) => fits(value));
}

function fieldOf(value: unknown, name: string): unknown {
  return v.is(fields, value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

function compileChoices(choices: readonly unknown[]): Fits {
  const fitting = choices.map(compileChoice);
  return (value) => {
    const candidates = Array.isArray(value) ? value : [value];
    return fitting.some((fits) => candidates.some(fits));
  };
}

function compileChoice(choice: unknown): Fits {
  if (v.is(scalar, choice)) return (value) => value === choice;
  const [operator, ...others] = Object.entries(v.parse(fields, choice));
  if (operator === undefined || others.length > 0) throw unknownOperator(JSON.stringify(choice));
  return compileOperator(...operator);
}

function compileOperator(name: string, operand: unknown): Fits {
  switch (name) {
    case 'exists':
      // Only a leaf counts: a field that holds further fields does not exist for a filter.
      return (value) => v.is(scalar, value) === operand;
    case 'prefix': {
      const prefix = v.parse(v.string(), operand);
      return (value) => typeof value === 'string' && value.startsWith(prefix);
    }
    case 'anything-but': {
      if (!v.is(scalars, operand)) throw unknownOperator(`anything-but ${JSON.stringify(operand)}`);
      const unwanted = new Set<unknown>(v.parse(scalars, operand));
      return (value) => value !== undefined && !unwanted.has(value);
    }
    default:
      throw unknownOperator(name);
  }
}

function unknownOperator(name: string): Error {
  return new Error(`The local run does not know the event filter operator ${name}.`);
}
