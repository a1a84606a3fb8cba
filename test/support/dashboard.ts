import type { Page } from 'playwright-core';

/** The dashboard, driven as staff would. */
export const dashboard = (page: Page) => ({
  chats: page.getByRole('list', { name: 'Chats' }),
  messages: page.getByRole('log', { name: 'Messages' }),
  box: page.getByRole('textbox', { name: 'Reply' }),
  live: page.getByRole('status', { name: 'Connection' }).getByText('Live'),

  alerts: page.getByRole('button', { name: /^Alerts/ }),
  alert: (name: string) => page.getByRole('checkbox', { name }),
  async signIn(url: string, name = 'Ada') {
    await page.goto(`${url}/admin/`);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name }).or(page.getByRole('link', { name })).first().click();
  },
  row: (name: string | RegExp) =>
    page.getByRole('list', { name: 'Chats' }).getByRole('link', { name }),
  tab: (name: 'Active' | 'Archived') => page.getByRole('tab', { name }),
  async write(text: string) {
    await page.getByRole('textbox', { name: 'Reply' }).fill(text);
    await page.keyboard.press('Enter');
  },
});
