import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const PLANNED = '**(planned)**';

const rules = [...readFileSync('protocol/SPEC.md', 'utf8').matchAll(/^- ([A-Z]\d+) (.*)/gm)].map(
  ([, id = '', text = '']) => ({ id, isPlanned: text.startsWith(PLANNED) }),
);

const tests = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.test.ts'))
  .map((path) => readFileSync(join('test', path), 'utf8'));

/** The ids at the beginning of a test's or a block's name: `[W4, D5] a repeated …`. */
const carried = new Set(
  tests.flatMap((text) =>
    [...text.matchAll(/['"`]\[([A-Z]\d+(?:, [A-Z]\d+)*)\] /g)].flatMap(([, ids = '']) =>
      ids.split(', '),
    ),
  ),
);

test('every rule stands once in the specification', () => {
  const ids = rules.map(({ id }) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  expect(ids.length).toBeGreaterThan(80);
});

test('every rule is carried by a test, or planned, and none is both', () => {
  const proved = (id: string) => carried.has(id);
  expect(rules.filter(({ id, isPlanned }) => proved(id) === isPlanned)).toEqual([]);
});

test('no test carries a rule that there is not', () => {
  const known = new Set(rules.map(({ id }) => id));
  expect([...carried].filter((id) => !known.has(id))).toEqual([]);
});
