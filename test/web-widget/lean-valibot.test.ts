import fc from 'fast-check';
import * as real from 'valibot';
import { afterAll, describe, expect, test, vi } from 'vitest';
import * as protocol from '../../protocol/index.ts';
import * as lean from '../../web-widget/lean-valibot.ts';

vi.resetModules();
vi.doMock('valibot', () => lean);
const leanProtocol: object = await import('../../protocol/index.ts');
afterAll(() => {
  vi.doUnmock('valibot');
  vi.resetModules();
});

type RealSchema = real.GenericSchema;
type LeanSchema = Parameters<typeof lean.safeParse>[0];

const schemas = Object.entries(protocol).flatMap(([name, schema]): [string, RealSchema][] =>
  isSchema(schema) ? [[name, schema]] : [],
);

function isSchema(value: unknown): value is RealSchema {
  return typeof value === 'object' && value !== null && '~standard' in value;
}

function leanOf(name: string): LeanSchema {
  const schema: unknown = Reflect.get(leanProtocol, name);
  if (!isLean(schema)) throw new Error(`${name} is no schema of the widget's`);
  return schema;
}

const isLean = (value: unknown): value is LeanSchema => typeof value === 'function';

/** What comes out of a value, or nothing. */
const outcomes = (name: string, schema: RealSchema, value: unknown) => {
  const { success, output } = real.safeParse(schema, value);
  const mine = lean.safeParse(leanOf(name), value);
  return [success ? { output } : {}, mine.success ? { output: mine.output } : {}];
};

/** Values as they come from outside: right ones, nearly right ones, and anything. */
const leaf = fc.oneof(
  fc.constantFrom<unknown>(null, undefined, true, false, '', 0, 1, -1, 1.5, Number.NaN, 2 ** 60),
  fc.constantFrom<unknown>('user', 'admin', 'chat', 'internal', 'nonsense', 'ok', 'true', '7'),
  fc.constantFrom<unknown>('a@example.com', ' a@b.co ', 'https://a.example/', 'x'.repeat(5_000)),
  fc.string(),
  fc.integer(),
);

/** A value that has the shape of a schema, most of the time. */
function near(schema: unknown): fc.Arbitrary<unknown> {
  const shape = shapeOf(schema);
  return fc.oneof({ arbitrary: shape, weight: 12 }, { arbitrary: leaf, weight: 1 });
}

function shapeOf(schema: unknown): fc.Arbitrary<unknown> {
  const { type, entries, item, wrapped, options, literal, pipe } = Object(schema);
  if (Array.isArray(pipe)) return shapeOf({ ...pipe[0], pipe: undefined });
  if (entries) {
    const keys = Object.entries(entries).map(([key, entry]) => [key, near(entry)] as const);
    const names = keys.map(([key]) => key);
    const missing = fc.oneof(
      { arbitrary: fc.constant(''), weight: 3 },
      fc.constantFrom('', ...names),
    );
    return fc
      .tuple(fc.record(Object.fromEntries(keys)), missing, fc.boolean())
      .map(([all, without, hasMore]) => {
        const { [without]: _, ...others } = all;
        return hasMore ? { ...others, more: 1 } : others;
      });
  }
  if (item) return fc.array(near(item), { maxLength: 3 });
  if (wrapped) return fc.oneof(near(wrapped), fc.constantFrom(null, undefined));
  if (type === 'literal') return fc.constant(literal);
  if (type === 'picklist') return fc.constantFrom(...options);
  if (Array.isArray(options)) return fc.oneof(...options.map(near));
  if (type === 'string') return fc.oneof(fc.string(), leaf);
  if (type === 'number') return fc.integer({ min: 0, max: 99 });
  if (type === 'boolean') return fc.boolean();
  return leaf;
}

test('every schema of the wire is there', () => {
  expect(schemas.length).toBeGreaterThan(20);
});

describe.each(schemas)('%s', (name, schema) => {
  test('takes, refuses and changes the same in the widget as in the real valibot', () => {
    fc.assert(
      fc.property(near(schema), (value) => {
        const [expected, actual] = outcomes(name, schema, value);
        expect(actual).toStrictEqual(expected);
      }),
      { numRuns: 300 },
    );
  });
});
