import { describe, test } from 'vitest';
import { ENGINES, useEngine } from '../support/engines/engines.ts';
import { openStageWithNewestChat } from '../support/engines/newest-chat.ts';
import * as shop from '../support/engines/shop-targets.ts';
import type { VisiblePage } from '../support/engines/visible-page.ts';

const stage = await openStageWithNewestChat();

const WAYS: Record<string, (visitor: VisiblePage) => Promise<void>> = {
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
      await visitor.goto(stage.run.url + path);
      await visitor.waitFor(shop.launcher);
      await WAYS[way]?.(visitor);
      // Only where another dialog keeps the focus does the visitor wait for the panel.
      if (path !== '/') await visitor.waitForFocus(shop.box);
      await visitor.type('Is it in stock?');
      await visitor.waitForFocus(shop.box);
      await visitor.press('Shift+Enter');
      await visitor.type('The green one.');
      await visitor.waitForValue(shop.box, 'Is it in stock?\nThe green one.');
      await visitor.press('Enter');
      await visitor.waitForValue(shop.box, '');
      await visitor.waitFor(shop.sent('The green one.'));
      await stage.untilSaid('Is it in stock?\nThe green one.');
      await stage.replyToNewest('Yes, two.');
      await visitor.waitFor(shop.received('Yes, two.'));
      await visitor.press('Escape');
      await visitor.waitUntilHidden(shop.panel);
      await visitor.waitForFocus(shop.launcher);
    },
  );

  test('a visitor sees a reply beside the closed button, and finds the panel open on the next page', async () => {
    const visitor = await openWindow();
    await visitor.goto(stage.run.url);
    await visitor.click(shop.launcher);
    await visitor.type('Is it in stock?\n');
    await visitor.waitFor(shop.sent('Is it in stock?'));
    await visitor.press('Escape');
    await visitor.waitUntilHidden(shop.panel);
    await stage.untilSaid('Is it in stock?');
    await stage.replyToNewest('Yes, see www.example.com');
    await visitor.click(shop.preview('Yes, see www.example.com'));
    await visitor.waitFor(shop.received('Yes, see www.example.com'));
    await visitor.waitUntilHidden(shop.preview('Yes, see www.example.com'));
    await visitor.goto(stage.run.url);
    await visitor.waitFor(shop.received('Yes, see www.example.com'));
    await visitor.type('Nobody hears this');
    await visitor.waitForValue(shop.box, '');
    await visitor.click(shop.box);
    await visitor.type('Thank you');
    await visitor.waitForValue(shop.box, 'Thank you');
  });

  test('a visitor who signs in adds their conversation to their account', async () => {
    const visitor = await openWindow();
    await visitor.goto(stage.run.url);
    await visitor.click(shop.launcher);
    await visitor.type(`Asked in ${engine}\n`);
    await visitor.waitFor(shop.sent(`Asked in ${engine}`));
    await visitor.press('Escape');
    await visitor.waitUntilHidden(shop.panel);
    await visitor.click(shop.shopper('Alice'));
    await visitor.click(shop.launcher);
    await visitor.click(shop.choice('Add'));
    await visitor.waitUntilHidden(shop.choice('Add'));
    await visitor.waitFor(shop.sent(`Asked in ${engine}`));
    await visitor.type('Thank you');
    await visitor.waitForValue(shop.box, 'Thank you');
  });

  test('a visitor on a slow network loses no key and no message', async () => {
    const visitor = await openWindow({ network: 'slow' });
    await visitor.goto(stage.run.url);
    await visitor.click(shop.launcher);
    await visitor.type('Hi\nUm\nis it in stock?\n');
    await stage.untilSaid('Hi', 'Um', 'is it in stock?');
    for (const text of ['Hi', 'Um', 'is it in stock?']) await visitor.waitFor(shop.sent(text));
    await stage.replyToNewest('Yes, two.');
    await visitor.waitFor(shop.received('Yes, two.'));
  });
});
