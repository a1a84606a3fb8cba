import type { Page } from 'playwright-core';

/** The shop's page with the widget on it, driven as a person would. */
export const shop = (page: Page) => ({
  launcher: page.getByRole('button', { name: /^(Support chat|Close chat)/ }).first(),
  panel: page.getByRole('dialog', { name: 'Chat with us' }),
  messages: page.getByRole('log', { name: 'Messages' }),
  box: page.getByRole('textbox', { name: 'Write a message' }),
  connected: page.getByRole('img', { name: 'Connected', exact: true }),

  async visit(url: string, user: 'Visitor' | 'Alice' | 'Bob' = 'Visitor') {
    await page.goto(url);
    const choice = page.getByRole('radio', { name: user });
    if (await choice.isChecked()) return;
    // Another choice loads the page anew; what is done before that is lost.
    const reloaded = page.waitForEvent('load');
    await choice.check();
    await reloaded;
  },
  async open() {
    const panel = page.getByRole('dialog', { name: 'Chat with us' });
    // One that was open on the page before opens by itself.
    if (!(await panel.isVisible()))
      await page.getByRole('button', { name: /^Support chat/ }).click();
    await panel.waitFor();
  },
  async write(text: string) {
    await page.getByRole('textbox', { name: 'Write a message' }).fill(text);
    await page.keyboard.press('Enter');
  },
});
