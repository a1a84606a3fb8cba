import type { Page } from 'playwright-core';
import { beforeEach, expect, test } from 'vitest';
import { chatIdOf } from '../../functions/domain/chat-id.ts';
import { heard, putPage, say, untilRunning } from '../support/embedded.ts';
import { openCompanySite } from '../support/pages.ts';
import { untilShown } from '../support/visitor.ts';
import { widgetOn } from '../support/widget.ts';

const { site, stage } = await openCompanySite();
beforeEach(() => putPage(site));

/** Opens the page as a signed-in user who has written one message. */
async function chatting(sub: string) {
  const { page } = await stage.window();
  await page.goto(`${site.url}/page.html`);
  await untilRunning(page);
  const chat = widgetOn(page);
  await say(page, 'identify', await site.chat.token({ role: 'user', sub, name: 'Lis' }));
  await chat.open();
  await chat.write('before');
  await untilShown(page, ['before']);
  await heard(page);
  return { page, chat };
}

/** Expects that the chat works on the page: opens, sends, receives, closes. */
async function expectToWork(page: Page, sub: string): Promise<void> {
  const chat = widgetOn(page);
  await untilShown(page, ['before']);
  await chat.write('after');
  await untilShown(page, ['before', 'after']);
  await stage.reply({ chat_id: chatIdOf(sub) }, 'both came');
  await untilShown(page, ['before', 'after', 'both came']);
  expect((await heard(page)).map(({ name }) => name)).toContain('message');
  await page.keyboard.press('Escape');
  await chat.panel.waitFor({ state: 'hidden' });
  await chat.open();
  expect(await page.locator('support-chat').count()).toBe(1);
}

test('[U12] the chat outlives a page that replaces everything in its document', async () => {
  const { page } = await chatting('replaced');
  await page.evaluate(() => {
    const [head, body] = ['head', 'body'].map((name) => document.createElement(name));
    document.documentElement.replaceChildren(...[head, body].filter((one) => one !== undefined));
  });
  await expectToWork(page, 'replaced');
});

test('[U12] the chat outlives a page that writes its document again, and forgets every listener', async () => {
  const { page } = await chatting('written');
  await page.evaluate(() => {
    document.open();
    document.write('<!doctype html><html lang="en"><title>Written</title><h1>Written again</h1>');
    document.close();
  });
  await page.getByRole('heading', { name: 'Written again' }).waitFor();
  await expectToWork(page, 'written');
});

test('[U12] a page that removes the chat alone is obeyed, until it adds the script again', async () => {
  const { page } = await chatting('removed');
  await page.evaluate(() => document.querySelector('support-chat')?.remove());
  await page.evaluate(() => document.body.append('something else'));
  expect(await page.locator('support-chat').count()).toBe(0);
  await page.evaluate((src) => {
    document.body.append(Object.assign(document.createElement('script'), { src }));
  }, `${site.chat.url}/widget.js`);
  await page.locator('support-chat').waitFor();
  await expectToWork(page, 'removed');
});
