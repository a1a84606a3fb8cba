import { expect, test } from 'vitest';
import { endOf, hasExpired } from '../../../functions/domain/retention.ts';

const at = (time: string) => Date.parse(time) / 1_000;

test('[D11] an item expires at the end of the day, the given number of days later', () => {
  expect(endOf('2026-01-01T00:00:00.000Z', 30)).toBe(at('2026-02-01T00:00:00Z'));
  expect(endOf('2026-01-01T23:59:59.999Z', 30)).toBe(at('2026-02-01T00:00:00Z'));
  expect(endOf('2026-01-02T00:00:00.000Z', 30)).toBe(at('2026-02-02T00:00:00Z'));
});

test('[D11] without retention nothing expires', () => {
  expect(endOf('2026-01-01T00:00:00.000Z', 0)).toBeUndefined();
  expect(hasExpired({}, new Date())).toBe(false);
});

test('[D11] what expires now has expired', () => {
  const item = { expires_at: at('2026-02-01T00:00:00Z') };
  expect(hasExpired(item, new Date('2026-01-31T23:59:59.999Z'))).toBe(false);
  expect(hasExpired(item, new Date('2026-02-01T00:00:00.000Z'))).toBe(true);
});
