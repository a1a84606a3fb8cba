import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { preview } from '../../../functions/domain/preview.ts';

describe('[D2] a preview', () => {
  test('leaves a short text as it is', () => {
    expect(preview('hello', 100)).toBe('hello');
  });

  test('is the first 100 characters', () => {
    expect(preview('x'.repeat(101), 100)).toBe('x'.repeat(100));
    expect(preview('😀'.repeat(150), 100)).toBe('😀'.repeat(100));
  });

  test('never shows half of a flag or a family', () => {
    expect(preview(`${'x'.repeat(99)}🇩🇪`, 100)).toBe('x'.repeat(99));
    expect(preview(`${'x'.repeat(98)}👩‍👩‍👧`, 100)).toBe('x'.repeat(98));
  });

  test('of any text is its start, within the limit, and well formed', () => {
    const anyText = fc.string({ unit: 'grapheme', maxLength: 300 });
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 120 }), (text, max) => {
        const start = preview(text, max);
        expect(text.startsWith(start)).toBe(true);
        expect(Array.from(start).length).toBeLessThanOrEqual(max);
        expect(encodeURIComponent(start)).toBeDefined();
      }),
    );
  });

  test('of one very long character still shows its start', () => {
    expect(preview(`a${'\u0301'.repeat(200)}`, 100)).toHaveLength(100);
  });
});
