import { expect, test } from 'vitest';
import { charactersLeft, isNearLimit } from '../../web-client/message-length.ts';

test('[W2] the limit counts characters after trimming, an emoji as one', () => {
  expect(charactersLeft('')).toBe(4_000);
  expect(charactersLeft(`  ${'😊'.repeat(4_000)}\n`)).toBe(0);
  expect(charactersLeft('x'.repeat(4_001))).toBe(-1);
});

test('the limit is shown when it is near', () => {
  expect(isNearLimit(201)).toBe(false);
  expect(isNearLimit(200)).toBe(true);
  expect(isNearLimit(-1)).toBe(true);
});
