import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import * as protocol from '../../protocol/index.ts';

const LENGTH = 30_000;

/** Texts that make careless expressions go back and forth, each of one or two signs over and over. */
const HOSTILE: Record<string, string> = {
  at: '@',
  dot: '.',
  'at and dot': '@.',
  hyphen: '-',
  space: ' ',
  'tab and newline': '\t\n',
  digit: '1',
  letter: 'a',
  'letter and dot': 'a.',
  slash: '/',
  percent: '%',
  zero: '\u0000',
  'lone surrogate': '\ud83d',
  'combining mark': '\u0301',
  'zero-width joiner': '👩\u200d',
  'capital that grows in lower case': 'İ',
  quote: '"',
  backslash: '\\',
  'opening bracket': '[',
};
/** Before them and after them, so that they stand where something may still match. */
const FRAMES: readonly (readonly [string, string])[] = [
  ['', ''],
  ['a@', ''],
  ['https://a.example/', ''],
  ['', '!'],
  ['a@b', '@'],
];

const isSchema = (value: unknown): value is v.GenericSchema =>
  v.is(v.looseObject({ kind: v.literal('schema'), '~run': v.function() }), value);
const exported: Record<string, unknown> = { ...protocol, ...protocol.COMMAND_SCHEMAS };
const SCHEMAS = Object.entries(exported).flatMap(([name, value]) =>
  isSchema(value) ? [{ name, schema: value }] : [],
);

/** A value that the schema looks at as deep as it can, with this text wherever a text may stand. */
function filled(schema: unknown, text: string): unknown {
  const shape = v.parse(ShapeSchema, schema);
  switch (shape.type) {
    case 'literal':
      return shape.literal;
    case 'number':
      return 1;
    case 'boolean':
      return true;
    case 'array':
      return [filled(shape.item, text)];
    case 'optional':
    case 'nullable':
    case 'nullish':
      return filled(shape.wrapped, text);
    case 'union':
    case 'variant':
      return filled(shape.options?.[0], text);
    case 'object':
    case 'loose_object':
    case 'strict_object':
      return Object.fromEntries(
        Object.entries(shape.entries ?? {}).map(([name, entry]) => [name, filled(entry, text)]),
      );
    case 'record':
      return { [text]: filled(shape.value, text) };
    default:
      return text;
  }
}

const ShapeSchema = v.looseObject({
  type: v.string(),
  literal: v.optional(v.unknown()),
  item: v.optional(v.unknown()),
  wrapped: v.optional(v.unknown()),
  value: v.optional(v.unknown()),
  options: v.optional(v.array(v.unknown())),
  entries: v.optional(v.record(v.string(), v.unknown())),
});

/** The least of some runs: what else the machine does takes no part in it. */
function leastMs(run: () => unknown): number {
  const times = [1, 2, 3].map(() => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return Math.min(...times);
}

test('all schemas of outside input are found', () => {
  const names = SCHEMAS.map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining(['ContactBodySchema', 'SendMessageBodySchema', 'ChatsQuerySchema']),
  );
  expect(names.length).toBeGreaterThan(20);
});

describe.each(SCHEMAS)('$name', ({ schema }) => {
  test.each(Object.entries(HOSTILE))(
    'is as quick with a long row of %s as with any text',
    (_sign, sign) => {
      const plain = filled(schema, 'plain text '.repeat(LENGTH / 11));
      // What a plain text costs, and a good deal for what any machine may add to a short time.
      const allowed = 40 * leastMs(() => v.safeParse(schema, plain)) + 20;
      for (const [before, after] of FRAMES) {
        const text = `${before}${sign.repeat(LENGTH / sign.length)}${after}`;
        const input = filled(schema, text);
        expect(leastMs(() => v.safeParse(schema, input))).toBeLessThan(allowed);
      }
    },
  );
});
