import type { Locator, Page } from 'playwright-core';

/** The widget on the shop's page. Nothing is found by its words, which may be of any language. */
export type Widget = {
  readonly page: Page;
  /** Parts by the class names of the style sheet. */
  part(selector: string): Locator;
  /** Shows the page; signed in unless it is a visitor's. */
  visit(as?: 'user' | 'visitor'): Promise<void>;
  open(): Promise<void>;
  close(): Promise<void>;
  isConnected(): Promise<void>;
  /** Visits, opens, and waits until a text is in sight. */
  show(text: string): Promise<void>;
  type(text: string): Promise<void>;
  send(text: string): Promise<void>;
};

export function createWidget(
  page: Page,
  url: string,
  { token, language }: { readonly token: string; readonly language: string | undefined },
): Widget {
  const part = (selector: string) => page.locator(`support-chat ${selector}`);

  async function visit(as = 'user'): Promise<void> {
    await page.goto(url);
    await part('.launcher').waitFor();
    await page.evaluate(
      ({ token, language }) => {
        window.SupportChat?.('set', { language });
        if (token) window.SupportChat?.('identify', token);
      },
      { token: as === 'user' ? token : '', language: language ?? '' },
    );
  }

  async function open(): Promise<void> {
    await part('.launcher').click();
    await part('.panel.open').waitFor();
    await part('textarea').waitFor();
  }

  async function type(text: string): Promise<void> {
    await part('textarea').fill(text);
  }

  return {
    page,
    part,
    visit,
    open,
    type,
    async close() {
      await page.keyboard.press('Escape');
      await part('.panel:not(.open)').waitFor({ state: 'hidden' });
    },
    isConnected: () => part('.dot[data-link="connected"]').waitFor(),
    async show(text) {
      await visit();
      await open();
      await part('.log').getByText(text).last().waitFor();
    },
    async send(text) {
      await type(text);
      await part('textarea').press('Enter');
      await part('.log').getByText(text).last().waitFor();
    },
  };
}
