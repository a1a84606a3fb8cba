import type { Dashboard } from '../drivers/dashboard.ts';
import { cut, type Reach } from '../drivers/scene.ts';
import { userWhoAsks } from './talk.ts';

const LIST = '**/api/admin/chats?**';

/** The list of chats. */
export const INBOX_STATES: Readonly<Record<string, Reach<Dashboard>>> = {
  inbox: (dashboard) => dashboard.showInbox(),
  async 'inbox-long-name'(dashboard) {
    await dashboard.showInbox();
    await dashboard.scrollList(830);
    await dashboard.page.getByRole('link', { name: /wilhelmina/ }).hover();
  },
  async 'inbox-loading'({ page, open }) {
    await page.route(LIST, () => {});
    await open();
    await page.locator('section [aria-busy="true"]').waitFor();
  },
  async 'inbox-error'({ page, open, button }) {
    await page.route(LIST, (route) =>
      route.fulfill({ status: 429, json: { error: { code: 'rate_limited', message: '' } } }),
    );
    await open();
    await button('Retry').waitFor();
  },
  async 'inbox-unreachable'({ page, open }, { network }) {
    cut(network);
    await open();
    await page.getByText('Your chats are not loaded yet').waitFor();
  },
  async 'inbox-archived'(dashboard) {
    await dashboard.showInbox();
    await dashboard.page.getByRole('tab', { name: 'Archived' }).click();
    await dashboard.page.getByRole('link', { name: /hiro\.ito/ }).waitFor();
  },
  async search(dashboard) {
    await dashboard.showInbox();
    await dashboard.page.getByRole('searchbox').fill('no');
    await dashboard.page.getByText(/chats? found/).waitFor();
  },
  async 'search-none'(dashboard) {
    await dashboard.showInbox();
    await dashboard.page.getByRole('searchbox').fill('waltraud.unterberger@example.org');
    await dashboard.page.getByText(/No active chat matches/).waitFor();
  },
  async 'inbox-new-chats'(dashboard, { people }) {
    await dashboard.showInbox();
    await dashboard.scrollList(700);
    for (const name of ['Ines Castro', 'Sven Jansen']) await userWhoAsks(people, name);
    await dashboard.button('2 new').waitFor();
  },
  async 'inbox-new-chats-while-hovered'(dashboard, { people }) {
    const below = await userWhoAsks(people, 'Elif Moreau');
    await userWhoAsks(people, 'Oskar Lopez');
    await userWhoAsks(people, 'Greta Novak');
    await dashboard.showInbox();
    await dashboard.page.locator('[data-chat]').nth(1).hover();
    for (const name of ['Ines Castro', 'Sven Jansen']) await userWhoAsks(people, name);
    await dashboard.button('2 new').waitFor();
    await (await people.teammate('Bo Aalto')).erase(below);
    await dashboard.page.getByText('Erased chat').waitFor();
  },
  async 'inbox-draft'(dashboard) {
    await dashboard.showInbox();
    await dashboard.page.locator('[data-chat] a').nth(1).click();
    await dashboard.replyBox.fill('Yes, we');
    await dashboard.page.getByRole('link', { name: 'Back to the inbox' }).click();
    await dashboard.page.getByText('Draft', { exact: true }).waitFor();
  },
  async tooltip(dashboard) {
    await dashboard.showInbox();
    await dashboard.button(/^Notifications/).focus();
    await dashboard.page.keyboard.press('Tab');
  },
  async 'inbox-catching-up'(dashboard) {
    await dashboard.showInbox();
    await dashboard.page.route(LIST, () => {});
    await dashboard.page.context().setOffline(true);
    await dashboard.page.getByText('You are offline', { exact: false }).waitFor();
    await dashboard.page.context().setOffline(false);
    await dashboard.page.getByText('Catching up…').waitFor();
  },
  async 'inbox-reconnecting'(dashboard, { network }) {
    await dashboard.showInbox();
    cut(network);
    await dashboard.page.getByText('Connection lost').waitFor();
  },
  async 'inbox-no-live-connection'({ page, open }, { network }) {
    network.sockets = 'refuse';
    await open();
    await page.getByText('No live connection').waitFor();
  },
};
