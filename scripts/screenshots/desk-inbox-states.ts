import { randomUUID } from 'node:crypto';
import type { ListItem } from '../../protocol/index.ts';
import type { Desk } from './desk.ts';
import type { Take } from './take.ts';
import { tapSocket } from './tap-socket.ts';

const LIST = '**/api/admin/chats?**';

/** The list of chats. */
export const INBOX_STATES: Readonly<Record<string, Take>> = {
  inbox: (desk) => desk.showInbox(),
  async 'inbox-odd'(desk) {
    await desk.showInbox();
    await desk.scrollList(830);
    await desk.page.getByRole('link', { name: /wilhelmina/ }).hover();
  },
  async 'inbox-loading'(desk) {
    await desk.page.route(LIST, () => {});
    await start(desk);
    await desk.page.locator('section [aria-busy="true"]').waitFor();
  },
  async 'inbox-error'(desk) {
    await desk.page.route(LIST, (route) =>
      route.fulfill({ status: 429, json: { error: { code: 'rate_limited', message: '' } } }),
    );
    await start(desk);
    await desk.button('Retry').waitFor();
  },
  async 'inbox-unreachable'(desk) {
    await desk.page.route(LIST, (route) => route.abort());
    await desk.page.routeWebSocket('**/ws', (socket) => void socket.close());
    await start(desk);
    await desk.page.getByText('The chats are not here yet').waitFor();
  },
  async 'inbox-empty'(desk) {
    await desk.page.route(LIST, (route) =>
      route.fulfill({ json: { chats: [], next_cursor: null } }),
    );
    await start(desk);
    await desk.page.getByText('No active chats').waitFor();
  },
  async 'inbox-archived'(desk) {
    await desk.showInbox();
    await desk.page.getByRole('tab', { name: 'Archived' }).click();
    await desk.page.getByRole('link', { name: /hiro\.ito/ }).waitFor();
  },
  async search(desk) {
    await desk.showInbox();
    await desk.page.getByRole('searchbox').fill('no');
    await desk.page.getByText(/chats? found/).waitFor();
  },
  async 'search-none'(desk) {
    await desk.showInbox();
    await desk.page.getByRole('searchbox').fill('waltraud.unterberger@example.org');
    await desk.page.getByText(/No active chat matches/).waitFor();
  },
  async 'inbox-news'(desk) {
    const tap = await tapSocket(desk.page);
    await desk.showInbox();
    await desk.scrollList(700);
    for (const name of ['Ines Castro', 'Sven Jansen']) {
      tap.push({ type: 'chat_updated', chat: newChat(name) });
    }
    await desk.button('2 new').waitFor();
  },
  async 'inbox-still'(desk) {
    const tap = await tapSocket(desk.page);
    await desk.showInbox();
    const rows = desk.page.locator('[data-chat]');
    await rows.nth(1).hover();
    for (const name of ['Ines Castro', 'Sven Jansen']) {
      tap.push({ type: 'chat_updated', chat: newChat(name) });
    }
    await desk.button('2 new').waitFor();
    const id = await rows.nth(2).getAttribute('data-chat');
    if (id !== null) tap.push({ type: 'chat_erased', chat_id: id });
    await desk.page.getByText('Erased chat').waitFor();
  },
  async 'inbox-marks'(desk) {
    await desk.showInbox();
    await desk.page.locator('[data-chat] a').nth(1).click();
    await desk.page.getByRole('textbox', { name: 'Reply' }).fill('Yes, we');
    await desk.page.getByRole('link', { name: 'Back to the inbox' }).click();
    await desk.page.getByText('Draft', { exact: true }).waitFor();
  },
  async tooltip(desk) {
    await desk.showInbox();
    await desk.button(/^Alerts/).focus();
    await desk.page.keyboard.press('Tab');
  },
  async 'inbox-catching-up'(desk) {
    await desk.showInbox();
    await desk.page.route(LIST, () => {});
    await desk.page.context().setOffline(true);
    await desk.page.getByText('You are offline', { exact: false }).waitFor();
    await desk.page.context().setOffline(false);
    await desk.page.getByText('Catching up…').waitFor();
  },
  async 'inbox-reconnecting'(desk) {
    const tap = await tapSocket(desk.page);
    await desk.showInbox();
    await desk.page.routeWebSocket('**/ws', (socket) => void socket.close());
    await desk.page.route('**/api/**', (route) => route.abort());
    tap.close();
    await desk.page.getByText('Connection lost').waitFor();
  },
  async 'inbox-delayed'(desk) {
    await desk.page.routeWebSocket('**/ws', (socket) => void socket.close());
    await start(desk);
    await desk.page.getByText('No live connection').waitFor();
  },
};

async function start({ page, url, signIn }: Desk): Promise<void> {
  await page.goto(`${url}/admin/`);
  await signIn();
}

/** A chat that somebody has just begun. */
export function newChat(name: string): ListItem {
  const id = name.toLowerCase().replaceAll(' ', '.');
  return {
    id: randomUUID(),
    user_id: id,
    user_email: `${id}@example.com`,
    user_name: name,
    user_verified: true,
    last_message_at: new Date().toISOString(),
    last_message_preview: 'Hello, is anybody there?',
    last_message_sender: 'user',
    last_message_name: name,
    last_message_admin_id: null,
    message_count: 1,
    unread: true,
    archived: false,
    email_skipped: null,
    joined: false,
  };
}
