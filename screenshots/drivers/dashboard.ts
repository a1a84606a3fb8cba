import type { Locator, Page } from 'playwright-core';
import { chatIdOf } from '../../functions/domain/chat-id.ts';

/** Whose chat to show: a user of the fixtures, or one who has just written. */
type ChatOf = { readonly id: string } | { readonly chat_id: string };

/** The dashboard, used as an admin would. */
export type Dashboard = {
  readonly page: Page;
  readonly url: string;
  readonly replyBox: Locator;
  button(name: string | RegExp): Locator;
  /** Opens the address, such as `/chats/ID`, and signs in. */
  open(path?: string, name?: string): Promise<void>;
  signIn(name?: string): Promise<void>;
  isLive(): Promise<void>;
  /** Signs in and shows the inbox with a live connection. */
  showInbox(): Promise<void>;
  /** Scrolls the inbox, in pixels. */
  scrollList(top: number): Promise<void>;
  /** Signs in and shows a chat with a live connection; `query` tells which list it is from. */
  showChat(user: ChatOf, query?: string): Promise<void>;
  /** Opens the details of the user where they are not beside the chat anyway. */
  showPerson(): Promise<Locator>;
};

/** The address of a chat below `/admin`. */
export const chatPath = (user: ChatOf) =>
  `/chats/${'chat_id' in user ? user.chat_id : chatIdOf(user.id)}`;

export function createDashboard(page: Page, url: string): Dashboard {
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const isLive = () => page.getByText('Live', { exact: true }).waitFor();
  const list = page.getByRole('list', { name: 'Chats' });

  async function signIn(name = 'Ada'): Promise<void> {
    await button('Sign in').click();
    await button(name).click();
  }

  async function open(path = '/', name?: string): Promise<void> {
    await page.goto(`${url}/admin${path}`);
    await signIn(name);
  }

  return {
    page,
    url,
    replyBox: page.getByRole('textbox', { name: 'Reply' }),
    button,
    open,
    signIn,
    isLive,
    async showInbox() {
      await open();
      await list.waitFor();
      await isLive();
    },
    scrollList: (top) => list.evaluate((box, y) => box.parentElement?.scrollTo(0, y), top),
    async showChat(user, query = '') {
      await open(chatPath(user) + query);
      await page.getByRole('log').getByRole('listitem').first().waitFor();
      await isLive();
    },
    async showPerson() {
      const opener = button('Who is this');
      await opener.or(page.getByRole('complementary')).first().waitFor();
      if (await opener.isVisible()) await opener.click();
      const person = page.getByRole('complementary').or(page.getByRole('dialog')).last();
      await person.getByRole('button', { name: 'Export as JSON' }).waitFor();
      return person;
    },
  };
}
