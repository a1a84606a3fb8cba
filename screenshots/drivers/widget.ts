import type { Locator, Page } from 'playwright-core';
import type { User } from './other-people.ts';

/** The widget on the shop's page. Its language may be any, so parts are found by class name. */
export type Widget = {
  readonly page: Page;
  part(selector: string): Locator;
  /** Opens the shop's page as a signed-in user, or as a visitor. */
  visit(user?: User): Promise<void>;
  /** Opens the shop's page as a visitor by a link in an email. */
  followLink(link: string): Promise<void>;
  signIn(user: User): Promise<void>;
  open(): Promise<void>;
  close(): Promise<void>;
  isConnected(): Promise<void>;
  /** Visits, opens, and waits until a text is shown. */
  show(user: User, text: string): Promise<void>;
  type(text: string): Promise<void>;
  send(text: string): Promise<void>;
};

export function createWidget(page: Page, url: string, language = ''): Widget {
  const part = (selector: string) => page.locator(`support-chat ${selector}`);
  const isShown = (text: string) => part('.log').getByText(text).last().waitFor();

  async function signIn({ token }: User): Promise<void> {
    await page.evaluate((token) => window.SupportChat?.('identify', token), token);
  }

  async function goTo(address: string): Promise<void> {
    await page.goto(address);
    // On a phone, a link opens the chat above it.
    await part('.launcher').waitFor({ state: 'attached' });
    await page.evaluate((language) => window.SupportChat?.('set', { language }), language);
  }

  async function visit(user?: User): Promise<void> {
    await goTo(url);
    if (user) await signIn(user);
  }

  async function open(): Promise<void> {
    await part('.launcher').click();
    await part('.panel.open').waitFor();
    await part('textarea').waitFor();
  }

  const type = (text: string) => part('textarea').fill(text);

  return {
    page,
    part,
    visit,
    followLink: goTo,
    signIn,
    open,
    type,
    async close() {
      await page.keyboard.press('Escape');
      await part('.panel:not(.open)').waitFor({ state: 'hidden' });
    },
    isConnected: () => part('.dot[data-connection="connected"]').waitFor(),
    async show(user, text) {
      await visit(user);
      await open();
      await isShown(text);
    },
    async send(text) {
      await type(text);
      await part('textarea').press('Enter');
      await isShown(text);
    },
  };
}
