import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backoffMs } from '../../web-client/backoff.ts';

test('[W11] a pause is anywhere below a ceiling that doubles from 1 s to 30 s', () => {
  const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), random, (failures, chance) => {
      const pauseMs = backoffMs(failures, chance);
      expect(pauseMs).toBeGreaterThanOrEqual(0);
      expect(pauseMs).toBeLessThan(Math.min(30_000, 1_000 * 2 ** (failures - 1)));
    }),
    { examples: [[1, 0.999]] },
  );
});

test('[W11] the jitter is full: the whole range below the ceiling is used', () => {
  expect([1, 2, 5, 6, 99].map((failures) => backoffMs(failures, 0.5))).toEqual([
    500, 1_000, 8_000, 15_000, 15_000,
  ]);
  expect(backoffMs(99, 0)).toBe(0);
});
