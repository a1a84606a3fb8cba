import { expect, test } from 'vitest';
import { isFoundBy, NAME_TERMS_MAX, searchTerms } from '../../protocol/index.ts';

const named = (user_name: string | null, user_email: string | null = null) => ({
  user_name,
  user_email,
});

test('a name is found by each of its words, and an address also by its domain', () => {
  expect(searchTerms(named(' Ada  King-Lovelace', 'Ada@Acme.example'))).toEqual({
    email: ['ada@acme.example'],
    domain: ['acme.example'],
    name: ['ada king-lovelace', 'king-lovelace', 'lovelace'],
  });
  expect(searchTerms(named(null))).toEqual({ email: [], domain: [], name: [] });
});

test('a long name is found by its start and its last words', () => {
  const { name } = searchTerms(named('Maria del Carmen Garcia Lopez'));
  expect(name).toEqual([
    'maria del carmen garcia lopez',
    'carmen garcia lopez',
    'garcia lopez',
    'lopez',
  ]);
  expect(searchTerms(named('a '.repeat(64))).name).toHaveLength(NAME_TERMS_MAX);
});

test.each([
  ['love', true],
  ['ADA  king', true],
  ['king', true],
  ['ovelace', false],
  ['acme', true],
  ['@acme.ex', true],
  ['ada@', true],
  ['cme', false],
  ['@', false],
])('%j finds her: %s', (q, isFound) => {
  expect(isFoundBy(q, named('Ada King-Lovelace', 'ada@acme.example'))).toBe(isFound);
});

test.each(['愛 子', 'אדה לאבלייס', 'José Ñandú'])('%s is found by the second word', (name) => {
  expect(isFoundBy(name.split(' ')[1] ?? '', named(name))).toBe(true);
});
