import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitLinks } from '../../../web-admin/chat/split-links.ts';

const aPiece = fc.oneof(
  fc.string(),
  fc.constantFrom('http://', 'HTTPS://', ')', '(', '.', 'a.b', ' '),
);
const links = (content: string) => splitLinks(content).flatMap(({ href }) => href ?? []);

test('text without an address is one part', () => {
  expect(splitLinks('Where is my order?')).toEqual([{ text: 'Where is my order?' }]);
});

test('an address within a sentence is a link, the rest is text', () => {
  expect(splitLinks('See https://example.com/a?b=1#c for more')).toEqual([
    { text: 'See ' },
    { text: 'https://example.com/a?b=1#c', href: 'https://example.com/a?b=1#c' },
    { text: ' for more' },
  ]);
});

test.each([
  ['Read https://example.com.', 'https://example.com/'],
  ['Really, https://example.com/a?!', 'https://example.com/a'],
  ['(see https://example.com/a)', 'https://example.com/a'],
  ['https://example.com/Solid_(state), yes', 'https://example.com/Solid_(state)'],
  ['"https://example.com/a"', 'https://example.com/a'],
])('punctuation around an address stays text: %s', (content, href) => {
  expect(links(content)).toEqual([href]);
});

test.each([
  'javascript:alert(1)',
  'data:text/html,hello',
  'ftp://example.com',
  'www.example.com',
  'xhttps://example.com',
  'https://',
  'https://]',
  '<b>bold</b>',
])('%s is text', (content) => {
  expect(splitLinks(content)).toEqual([{ text: content }]);
});

test('whatever is written, the parts make up the message and links lead to the web alone', () =>
  fc.assert(
    fc.property(fc.array(aPiece), (pieces) => {
      const content = pieces.join('');
      const parts = splitLinks(content);
      expect(parts.map(({ text }) => text).join('')).toBe(content);
      for (const href of links(content)) expect(href).toMatch(/^https?:\/\//);
    }),
  ));

test('a long run of brackets costs no noticeable time', () => {
  const started = performance.now();
  splitLinks(`https://example.com/${')'.repeat(4_000)}`);
  expect(performance.now() - started).toBeLessThan(500);
});
