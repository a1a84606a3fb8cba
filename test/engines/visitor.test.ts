import { describe, test } from 'vitest';
import { ENGINES, useEngine } from '../support/engines/engines.ts';
import { openProduct } from '../support/engines/open-product.ts';
import type { PersonAt } from '../support/engines/person-at.ts';
import * as shop from '../support/engines/shop-targets.ts';

const product = await openProduct();

const WAYS: Record<string, (visitor: PersonAt) => Promise<void>> = {
  mouse: ({ click }) => click(shop.launcher),
  async keyboard({ tabTo, press }) {
    await tabTo(shop.launcher);
    await press('Enter');
  },
};

describe.each(ENGINES)('in %s', (engine) => {
  const openWindow = useEngine(engine);

  test.each([
    ['mouse', '/'],
    ['keyboard', '/'],
    ['mouse', '/hostile.html'],
  ])(
    'a visitor opens the chat by %s on %s, writes, reads the reply and closes it',
    async (way, path) => {
      const visitor = await openWindow();
      await visitor.goto(product.run.url + path);
      await visitor.sees(shop.launcher);
      await WAYS[way]?.(visitor);
      // Only where another dialog keeps the focus does the visitor wait for the panel.
      if (path !== '/') await visitor.isAt(shop.box);
      await visitor.type('Is it in stock?');
      await visitor.isAt(shop.box);
      await visitor.press('Shift+Enter');
      await visitor.type('The green one.');
      await visitor.reads(shop.box, 'Is it in stock?\nThe green one.');
      await visitor.press('Enter');
      await visitor.reads(shop.box, '');
      await visitor.sees(shop.sent('The green one.'));
      await product.untilSaid('Is it in stock?\nThe green one.');
      await product.replyToNewest('Yes, two.');
      await visitor.sees(shop.received('Yes, two.'));
      await visitor.press('Escape');
      await visitor.misses(shop.panel);
      await visitor.isAt(shop.launcher);
    },
  );

  test('a visitor sees a reply beside the closed button, and finds the panel open on the next page', async () => {
    const visitor = await openWindow();
    await visitor.goto(product.run.url);
    await visitor.click(shop.launcher);
    await visitor.type('Is it in stock?\n');
    await visitor.sees(shop.sent('Is it in stock?'));
    await visitor.press('Escape');
    await visitor.misses(shop.panel);
    await product.untilSaid('Is it in stock?');
    await product.replyToNewest('Yes, see www.example.com');
    await visitor.click(shop.preview('Yes, see www.example.com'));
    await visitor.sees(shop.received('Yes, see www.example.com'));
    await visitor.misses(shop.preview('Yes, see www.example.com'));
    await visitor.goto(product.run.url);
    await visitor.sees(shop.received('Yes, see www.example.com'));
    await visitor.type('Nobody hears this');
    await visitor.reads(shop.box, '');
    await visitor.click(shop.box);
    await visitor.type('Thank you');
    await visitor.reads(shop.box, 'Thank you');
  });

  test('a visitor who signs in adds their conversation to their account', async () => {
    const visitor = await openWindow();
    await visitor.goto(product.run.url);
    await visitor.click(shop.launcher);
    await visitor.type(`Asked in ${engine}\n`);
    await visitor.sees(shop.sent(`Asked in ${engine}`));
    await visitor.press('Escape');
    await visitor.misses(shop.panel);
    await visitor.click(shop.shopper('Alice'));
    await visitor.click(shop.launcher);
    await visitor.click(shop.choice('Add'));
    await visitor.misses(shop.choice('Add'));
    await visitor.sees(shop.sent(`Asked in ${engine}`));
    await visitor.type('Thank you');
    await visitor.reads(shop.box, 'Thank you');
  });

  test('a visitor on a slow network loses no key and no message', async () => {
    const visitor = await openWindow({ network: 'slow' });
    await visitor.goto(product.run.url);
    await visitor.click(shop.launcher);
    await visitor.type('Hi\nUm\nis it in stock?\n');
    await product.untilSaid('Hi', 'Um', 'is it in stock?');
    for (const text of ['Hi', 'Um', 'is it in stock?']) await visitor.sees(shop.sent(text));
    await product.replyToNewest('Yes, two.');
    await visitor.sees(shop.received('Yes, two.'));
  });
});
