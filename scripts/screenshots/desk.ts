import type { Locator, Page } from 'playwright-core';
import type { Member } from './cast.ts';

/** The dashboard, driven as staff would. */
export type Desk = {
  readonly page: Page;
  readonly url: string;
  signIn(name?: string): Promise<void>;
  /** Signs in and shows the inbox, live. */
  showInbox(): Promise<void>;
  /** Scrolls the shown inbox, in pixels. */
  scrollList(top: number): Promise<void>;
  /** Signs in and shows somebody's chat, live; `query` says which list it is from. */
  showChat(member: Member, query?: string): Promise<void>;
  /** Brings to sight who the chat is with, where it is not beside it anyway. */
  showPerson(): Promise<Locator>;
  button(name: string | RegExp): Locator;
};

export function createDesk(page: Page, url: string): Desk {
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const isLive = () => page.getByText('Live', { exact: true }).waitFor();

  async function signIn(name = 'Ada'): Promise<void> {
    await button('Sign in').click();
    await button(name).click();
  }

  return {
    page,
    url,
    button,
    signIn,
    async showInbox() {
      await page.goto(`${url}/admin/`);
      await signIn();
      await page.getByRole('list', { name: 'Chats' }).waitFor();
      await isLive();
    },
    scrollList: (top) =>
      page
        .getByRole('list', { name: 'Chats' })
        .evaluate((list, y) => list.parentElement?.scrollTo(0, y), top),
    async showChat({ chat_id }, query = '') {
      await page.goto(`${url}/admin/chats/${chat_id}${query}`);
      await signIn();
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
