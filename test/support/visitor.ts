import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import * as v from 'valibot';
import { type Message, SupportChatSchema, VisitorSchema } from '../../protocol/index.ts';
import { openWindow, type Window } from './browser.ts';
import { call } from './http-client.ts';
import { tokenFrom } from './run-process.ts';
import { shop } from './shop.ts';
import { waitUntil } from './wait-until.ts';

/** An anonymous visitor of the shop in a window of their own, with a view behind the scenes. */
export type Visitor = Window & {
  readonly site: ReturnType<typeof shop>;
  /** What the server has of this visitor's chat; not by way of the window. */
  committed(): Promise<Message[]>;
  /** An admin writes to this visitor, not by way of the window either. */
  answer(content: string): Promise<void>;
};

/** Opens the shop with the panel open. `isExpected` says which console errors the test provokes. */
export async function aVisitor(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
  isExpected: (text: string) => boolean = () => false,
): Promise<Visitor> {
  const opened = await openWindow(browser, options, isExpected);
  const site = shop(opened.page);
  let token = '';
  // Any tab of theirs may be the one that makes the visitor.
  opened.page.context().on('response', async (response) => {
    if (new URL(response.url()).pathname !== '/api/visitors') return;
    const made = v.safeParse(VisitorSchema, await response.json().catch(() => undefined));
    if (made.success) token = made.output.token;
  });

  async function look() {
    await waitUntil('the visitor to have a token', () => token);
    const { body } = await call(url, 'GET /api/support_chat', { token });
    return v.parse(SupportChatSchema, body);
  }

  return {
    ...opened,
    site,
    committed: async () => (await look()).messages,
    async answer(content) {
      const admin = await tokenFrom(url, { role: 'admin', sub: 'ada', name: 'Ada' });
      const { id } = await look();
      await call(url, `POST /api/admin/chats/${id}/messages`, {
        token: admin,
        body: { content, client_id: randomUUID() },
      });
    },
  };
}

/** The texts of the messages that a page shows, in their order. */
export const textsOn = (page: Page): Promise<string[]> =>
  shop(page).messages.locator('li .text').allTextContents();

/** Resolves when a page shows exactly these messages, all of them sent. */
export async function untilShown(page: Page, texts: readonly string[], deadlineMs = 45_000) {
  const sent = shop(page).messages.locator('li[data-state="sent"] .text');
  const isShown = async () =>
    JSON.stringify(await sent.allTextContents()) === JSON.stringify(texts);
  await waitUntil(`the page to show ${texts.join(', ')}`, isShown, deadlineMs).catch(
    async (error) => {
      throw new Error(`${error.message}; it shows ${(await textsOn(page)).join(', ')}`);
    },
  );
}
