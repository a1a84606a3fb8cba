import { describe, expect, test } from 'vitest';
import { messageContent } from '../../../functions/domain/content.ts';

describe('[W2] the content of a message', () => {
  test('is trimmed', () => {
    expect(messageContent(' \n hello \t')).toBe('hello');
  });

  test.each(['', ' ', '\n\t ', '\u00a0\u2003', '\u200b\u200d', '\u0000'])(
    'is refused when blank: %j',
    (blank) => {
      expect(() => messageContent(blank)).toThrow(
        expect.objectContaining({ code: 'invalid_request' }),
      );
    },
  );

  test('may have 4,000 code points, and not one more', () => {
    expect(messageContent('a'.repeat(4_000))).toHaveLength(4_000);
    expect(messageContent('😀'.repeat(4_000))).toHaveLength(8_000);
    for (const tooLong of ['a'.repeat(4_001), '😀'.repeat(4_001)]) {
      expect(() => messageContent(tooLong)).toThrow(expect.objectContaining({ code: 'too_large' }));
    }
  });

  test('is counted after trimming', () => {
    expect(messageContent(` ${'a'.repeat(4_000)} `)).toHaveLength(4_000);
  });
});
