import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pageAddress } from '../../../functions/domain/stored-page.ts';

test.each([
  ['https://shop.example/reset?token=secret#step-2', [], 'https://shop.example/reset'],
  ['https://shop.example/tents?', [], 'https://shop.example/tents'],
  ['https://shop.example/?id=7&token=secret&id=8', ['id'], 'https://shop.example/?id=7&id=8'],
  ['https://shop.example/?ID=7', ['id'], 'https://shop.example/'],
  ['https://ann:secret@shop.example/', [], 'https://shop.example/'],
  ['http://localhost:3000/#/orders', [], 'http://localhost:3000/'],
  ['file:///home/ann/page.html?a=b', [], 'file:///home/ann/page.html'],
  ['about:srcdoc#x', [], 'about:srcdoc'],
])('[S9] %s, of which %j may stay, is kept as %s', (url, parameters, kept) => {
  expect(pageAddress(url, parameters)).toBe(kept);
});

test('[S9] nothing of a query or fragment is kept unless it is allowed', () => {
  const secret = 'xsecretx';
  const text = fc.string({ unit: 'grapheme' }).map(encodeURIComponent);
  fc.assert(
    fc.property(text, text, (name, other) => {
      const url = `https://shop.example/a?${name}=${secret}&${other}=${secret}#${name}=${secret}`;
      expect(
        pageAddress(
          url,
          ['id'].filter((one) => one !== name && one !== other),
        ),
      ).toBe('https://shop.example/a');
    }),
  );
});
