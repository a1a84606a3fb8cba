import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linkify } from '../../web-client/text-parts.ts';

const links = (text: string) => linkify(text).flatMap(({ href }) => href ?? []);

/** The processor's time that splitting a text takes, in milliseconds: the best of three. */
function costOf(text: string): number {
  const costs = [1, 2, 3].map(() => {
    const before = process.cpuUsage();
    linkify(text);
    const { user } = process.cpuUsage(before);
    return user / 1_000;
  });
  return Math.min(...costs);
}

describe('links in a message', () => {
  test('[U14] an address in a sentence becomes a link, the text around it stays text', () => {
    expect(linkify('See https://example.com/a?b=1#c for more')).toEqual([
      { text: 'See ' },
      { text: 'https://example.com/a?b=1#c', href: 'https://example.com/a?b=1#c' },
      { text: ' for more' },
    ]);
  });

  test.each([
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    'example.com',
    'http://',
    'https://[oops',
    'xhttps://example.com',
  ])('[U14] %s is no link', (text) => {
    expect(links(text)).toEqual([]);
  });

  test.each([
    'https://bank.example@evil.example/',
    'https://user:secret@evil.example/',
    'https://\u0430pple.example/',
    'https://g\u03bfogle.example/',
    'https://\u0430\u0440\u0440\u04cf\u0435.com/',
  ])('[U14] %s looks like another address, and is no link', (text) => {
    expect(links(text)).toEqual([]);
  });

  test.each([
    ['https://m\u00fcller.example/a', 'https://xn--mller-kva.example/a'],
    ['https://xn--pple-43d.example/', 'https://xn--pple-43d.example/'],
    ['https://\u4f8b\u3048.example/', 'https://xn--r8jz45g.example/'],
    ['https://example.com/\u202egpj.exe', 'https://example.com/'],
    ['https://example.com/a\u0000b', 'https://example.com/a'],
  ])('[U14] %j leads to %s, and nowhere else', (text, href) => {
    expect(links(text)).toEqual([href]);
  });

  test.each([
    ['Go to https://example.com.', 'https://example.com/'],
    ['https://example.com/a, then', 'https://example.com/a'],
    ['(https://example.com/a)', 'https://example.com/a'],
    ['Really: https://example.com/a?!', 'https://example.com/a'],
    ['“https://example.com/a”', 'https://example.com/a'],
    ['https://example.com/wiki/Tent_(shelter)', 'https://example.com/wiki/Tent_(shelter)'],
    ['(https://example.com/Tent_(shelter)).', 'https://example.com/Tent_(shelter)'],
    ['<https://example.com/a>', 'https://example.com/a'],
    ['HTTPS://EXAMPLE.COM/A', 'https://example.com/A'],
  ])('[U14] the punctuation around the address in "%s" stays outside', (text, href) => {
    expect(links(text)).toEqual([href]);
  });

  test.each([
    ['www.example.org', 'https://www.example.org/'],
    ['Look at www.example.org/tents?q=2.', 'https://www.example.org/tents?q=2'],
    ['(WWW.Example.org)', 'https://www.example.org/'],
  ])('a web address without its scheme, as in "%s", is a link', (text, href) => {
    expect(links(text)).toEqual([href]);
  });

  test.each([
    ['mina@example.com', 'mina@example.com'],
    ["Write to mina.o'brien+tents@mail.example.co.uk.", "mina.o'brien+tents@mail.example.co.uk"],
    ['<mina@example.com>', 'mina@example.com'],
    ["'mina@example.com',", 'mina@example.com'],
    ['mailto:mina@example.com?cc=eve@evil.example', 'mina@example.com,eve@evil.example'],
    ['メールはmina@example.comです', 'mina@example.com'],
    ['me@www.example.org', 'me@www.example.org'],
  ])('an email address, as in "%s", is a link', (text, addresses) => {
    expect(links(text)).toEqual(addresses.split(',').map((address) => `mailto:${address}`));
  });

  test.each([
    'www.example',
    'awww.example.org',
    'www.bank.example@evil.example',
    'mina@localhost',
    '@example.com',
    'mina@example.com@evil.example',
    'josé@example.com',
    'mina@müller.example',
    'mina@example.c0m',
    'mina@@example.com',
    'mina@.com',
    'ftp://mina@example.com',
  ])('%s is no address to be sure of, and no link', (text) => {
    expect(links(text)).toEqual([]);
  });

  test.each(['a', '@', 'a@', '.', ')', '(', '[)', 'www.', 'http://', 'a.', "'", '\u0301'])(
    'a long row of %j takes about as long as plain text of that length',
    (piece) => {
      const plain = costOf('plain text '.repeat(6_000));
      const row = piece.repeat(66_000 / piece.length);
      for (const before of ['', 'https://a.example/', 'a@']) {
        expect(costOf(before + row)).toBeLessThan(20 * plain + 50);
      }
    },
  );

  test('[U14] several addresses are several links', () => {
    expect(links('http://a.example https://b.example')).toEqual([
      'http://a.example/',
      'https://b.example/',
    ]);
  });

  test('[U14] whatever is written, the parts together are the text and lead to web pages and mailboxes only', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('https://', 'http://a.b', 'javascript:', '(', ')', '.', ' ', '<', '//', '@'),
      fc.constantFrom('www.', 'a@b.example', 'mailto:', 'b.example'),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('');
        const parts = linkify(text);
        expect(parts.map((part) => part.text).join('')).toBe(text);
        for (const { href } of parts)
          if (href) expect(href).toMatch(/^https?:\/\/|^mailto:[^?&]+$/);
      }),
    );
  });
});
