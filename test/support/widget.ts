import type { Page } from 'playwright-core';

export type Widget = ReturnType<typeof widgetOn>;

/** The widget on a page, by what users see of it. */
export const widgetOn = (page: Page) => ({
  launcher: page.getByRole('button', { name: /^(Support chat|Close chat)/ }).first(),
  panel: page.getByRole('dialog', { name: 'Chat with us' }),
  messages: page.getByRole('log', { name: 'Messages' }),
  box: page.getByRole('textbox', { name: 'Write a message' }),
  connected: page.getByRole('img', { name: 'Connected', exact: true }),

  /** Visits the demo shop, as one of the users that its page offers. */
  async visit(url: string, user: 'Visitor' | 'Alice' | 'Bob' = 'Visitor') {
    await page.goto(url);
    const choice = page.getByRole('radio', { name: user });
    if (await choice.isChecked()) return;
    // Another choice loads the page again; what is done before that is lost.
    const reloaded = page.waitForEvent('load');
    await choice.check();
    await reloaded;
  },
  /** Visits the demo shop, which signs this user in. */
  async visitAs(url: string, { token }: { token: string }) {
    await page.goto(url);
    await page.getByRole('button', { name: /^Support chat/ }).waitFor();
    await page.evaluate((one) => window.SupportChat?.('identify', one), token);
  },
  async open() {
    const panel = page.getByRole('dialog', { name: 'Chat with us' });
    // A panel that was open on the page before opens by itself.
    if (!(await panel.isVisible()))
      await page.getByRole('button', { name: /^Support chat/ }).click();
    await panel.waitFor();
  },
  async write(text: string) {
    await page.getByRole('textbox', { name: 'Write a message' }).fill(text);
    await page.keyboard.press('Enter');
  },
});
