import type { Page } from 'playwright-core';
import * as v from 'valibot';
import { type Message, VisitorSchema } from '../../protocol/index.ts';
import { peopleOf, type User, userOf } from './people.ts';
import { waitUntil } from './wait-until.ts';
import { type Widget, widgetOn } from './widget.ts';
import type { Window } from './window.ts';

/** An anonymous visitor in a window, and what the server has of them. */
export type Visitor = Window & {
  readonly widget: Widget;
  /** The messages of the visitor's chat, read from the server. */
  committed(): Promise<Message[]>;
  /** An admin replies to the visitor. */
  reply(content: string): Promise<void>;
};

/** Follows the visitor that a window makes, in any of its tabs, by their token. */
export function openVisitor(opened: Window, url: string): Visitor {
  let visitor: User | undefined;
  opened.page.context().on('response', async (response) => {
    if (new URL(response.url()).pathname !== '/api/visitors') return;
    const made = v.safeParse(VisitorSchema, await response.json().catch(() => undefined));
    if (!made.success) return;
    visitor = userOf(url, { token: made.output.token, email: '' });
  });
  const made = () => waitUntil('the visitor to be made', () => visitor);
  return {
    ...opened,
    widget: widgetOn(opened.page),
    committed: async () => (await made()).messages(),
    async reply(content) {
      await peopleOf(url).reply(await made(), content);
    },
  };
}

/** The texts of the messages on a page, in their order. */
export const textsOn = (page: Page): Promise<string[]> =>
  widgetOn(page).messages.locator('li .text').allTextContents();

/** Waits until a page shows exactly these messages, all of them sent. */
export async function untilShown(page: Page, texts: readonly string[], deadlineMs = 45_000) {
  const sent = widgetOn(page).messages.locator('li[data-state="sent"] .text');
  const isShown = async () =>
    JSON.stringify(await sent.allTextContents()) === JSON.stringify(texts);
  await waitUntil(`the page to show ${texts.join(', ')}`, isShown, deadlineMs).catch(
    async (error) => {
      throw new Error(`${error.message}; it shows ${(await textsOn(page)).join(', ')}`);
    },
  );
}
