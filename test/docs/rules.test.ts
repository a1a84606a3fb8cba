import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { COMMAND_SCHEMAS, PushSchema, ReplySchema, ROUTES } from '../../protocol/index.ts';
import { RULE_PROOFS } from './rule-proofs.ts';

/**
 * A test carries a rule's id only if it proves the whole rule, alone or together with the tests that
 * `rule-proofs.ts` lists for it: what proves which passage. A rule that is listed there needs tests for
 * every word of it. Of the rules that are not listed, their readers have to judge that.
 */

const PLANNED = '**(planned)**';

const NAME = /['"`](\[([A-Z]\d+(?:, [A-Z]\d+)*)\] [^\n]*)/g;

const SPEC = readFileSync('protocol/SPEC.md', 'utf8');

const rules = [...SPEC.matchAll(/^- ([A-Z]\d+) (.*(?:\n {2}.*)*)/gm)].map(
  ([, id = '', text = '']) => ({
    id,
    text: text.replaceAll(/\s+/g, ' '),
    isPlanned: text.startsWith(PLANNED),
  }),
);

/** The names of tests and blocks that begin with ids of rules: `[W4, D5] a repeated …`. */
const named = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts'))
  .flatMap((file) =>
    [...readFileSync(join('test', file), 'utf8').matchAll(NAME)].map(([, name = '', ids = '']) => ({
      file,
      name,
      ids: ids.split(', '),
    })),
  );

const carried = new Set(named.flatMap(({ ids }) => ids));

test('every rule stands once in the specification', () => {
  const ids = rules.map(({ id }) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  expect(ids.length).toBeGreaterThan(80);
});

test('every rule is carried by a test, or planned, and none is both', () => {
  const proved = (id: string) => carried.has(id) || id in RULE_PROOFS;
  expect(rules.filter(({ id, isPlanned }) => proved(id) === isPlanned)).toEqual([]);
});

test('every command, reply, push and route is in the specification', () => {
  const types = [...ReplySchema.options, ...PushSchema.options].map(
    ({ entries }) => entries.type.literal,
  );
  const unnamed = [...Object.keys(COMMAND_SCHEMAS), ...types].filter(
    (name) => !new RegExp(`\`${name}[ \`]`).test(SPEC),
  );
  // The end of the path, as some rules name several routes of one beginning.
  const ends = Object.values(ROUTES).map((route) =>
    route
      .replace(/\/\{[^}]*\}$/, '')
      .split('/')
      .at(-1),
  );
  const unlisted = ends.filter((end = '') => !new RegExp(`/${end}\\b`).test(SPEC));
  expect([...unnamed, ...unlisted]).toEqual([]);
});

test('no test carries a rule that there is not', () => {
  const known = new Set(rules.map(({ id }) => id));
  expect([...carried].filter((id) => !known.has(id))).toEqual([]);
});

describe.each(Object.entries(RULE_PROOFS))('what proves %s', (id, passages) => {
  const rule = rules.find((one) => one.id === id)?.text ?? '';

  test('is said of every word of it', () => {
    expect(passages.map(({ text }) => text).filter((text) => !rule.includes(text))).toEqual([]);
    const rest = passages.reduce((left, { text }) => left.replace(text, ''), rule);
    // What is left between two passages of one sentence.
    expect(rest.replaceAll(/[\s.,;:]/g, '')).toBe('');
  });

  test('is listed, wherever a test carries its id', () => {
    const listed = passages.flatMap(({ by }) => by);
    const others = named
      .filter(({ ids }) => ids.includes(id))
      .filter(
        (one) => !listed.some(([file, name]) => one.file === file && one.name.startsWith(name)),
      );
    expect(others.map(({ file, name }) => `${file}: ${name}`)).toEqual([]);
  });

  test('is there, or the passage is planned', () => {
    const missing = passages.flatMap(({ by }) => by).filter(([file, name]) => !names(file, name));
    expect(missing).toEqual([]);
    const unproved = passages.filter(({ by }) => by.length === 0);
    expect(unproved.filter(({ text }) => !text.includes(PLANNED))).toEqual([]);
  });
});

/** Whether a file has a test or a block whose name begins so, among others with the ids before it. */
function names(file: string, name: string): boolean {
  const text = readFileSync(join('test', file), 'utf8');
  return ["'", '"', '`'].some((quote) => text.includes(`${quote}${name}`));
}
