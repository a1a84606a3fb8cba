import type { Page } from 'playwright-core';

export type Dashboard = ReturnType<typeof dashboardOn>;

/** The dashboard on a page, by what admins see of it. */
export const dashboardOn = (page: Page) => ({
  chats: page.getByRole('list', { name: 'Chats' }),
  messages: page.getByRole('log', { name: 'Messages' }),
  box: page.getByRole('textbox', { name: 'Reply' }),
  live: page.getByRole('status', { name: 'Connection' }).getByText('Live'),
  alerts: page.getByRole('button', { name: /^Notifications/ }),
  alert: (name: string) => page.getByRole('checkbox', { name }),
  row: (name: string | RegExp) =>
    page.getByRole('list', { name: 'Chats' }).getByRole('link', { name }),
  tab: (name: 'Active' | 'Archived') => page.getByRole('tab', { name }),

  async signIn(url: string, name = 'Ada') {
    await page.goto(`${url}/admin/`);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name }).or(page.getByRole('link', { name })).first().click();
  },
  /** Goes to a chat by its address. */
  async open(url: string, { chat_id }: { chat_id: string }) {
    await page.goto(`${url}/admin/chats/${chat_id}`);
    await page.getByRole('textbox', { name: 'Reply' }).waitFor();
    await page.getByRole('status', { name: 'Connection' }).getByText('Live').waitFor();
  },
  async write(text: string) {
    await page.getByRole('textbox', { name: 'Reply' }).fill(text);
    await page.keyboard.press('Enter');
  },
});
