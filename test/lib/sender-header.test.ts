import fc from 'fast-check';
import { expect, test } from 'vitest';
import { senderHeader } from '../../lib/sender-header.ts';

const ADDRESS = 'chat@tea.example';

test.each([
  ['', ADDRESS],
  ['Tea shop', `Tea shop <${ADDRESS}>`],
  ["Ada's tea & more", `Ada's tea & more <${ADDRESS}>`],
  ['Tea: the shop', `"Tea: the shop" <${ADDRESS}>`],
  ['Tea (Bonn); more', `"Tea (Bonn); more" <${ADDRESS}>`],
  ['Tea, Inc.', `"Tea, Inc." <${ADDRESS}>`],
  ['The "best" \\ tea', `"The \\"best\\" \\\\ tea" <${ADDRESS}>`],
  ['Teeläden', `=?UTF-8?B?VGVlbMOkZGVu?= <${ADDRESS}>`],
  ['=?UTF-8?B?QQ==?=', `=?UTF-8?B?PT9VVEYtOD9CP1FRPT0/PQ==?= <${ADDRESS}>`],
])('%s is written so that SES takes it', (name, header) => {
  expect(senderHeader(name, ADDRESS)).toBe(header);
});

test('whatever the name is, it comes back as it was, in words of at most 75 ASCII characters', () => {
  const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 100 });
  fc.assert(
    fc.property(name, (given) => {
      const header = senderHeader(given, ADDRESS);
      expect(header).toMatch(/^[ -~]+$/);
      expect(header.endsWith(` <${ADDRESS}>`)).toBe(true);
      const shown = header.slice(0, -` <${ADDRESS}>`.length);
      expect(readName(shown)).toBe(given);
      if (shown.startsWith('=?'))
        for (const word of shown.split(' ')) expect(word.length).toBeLessThanOrEqual(75);
    }),
  );
});

/** As a mail program reads it: encoded words, a quoted string, or atoms. */
function readName(shown: string): string {
  if (shown.startsWith('=?')) {
    const parts = shown.split(' ').map((word) => /^=\?UTF-8\?B\?([^?]*)\?=$/.exec(word)?.[1] ?? '');
    return parts.map((part) => Buffer.from(part, 'base64').toString()).join('');
  }
  if (!shown.startsWith('"')) return shown;
  return shown.slice(1, -1).replace(/\\(.)/g, '$1');
}
