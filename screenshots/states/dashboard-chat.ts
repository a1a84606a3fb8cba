import type { Locator } from 'playwright-core';
import { waitUntil } from '../../test/support/wait-until.ts';
import { chatPath, type Dashboard } from '../drivers/dashboard.ts';
import type { Reach } from '../drivers/scene.ts';
import { LONG_TEXT } from '../fixtures/difficult-texts.ts';
import { USERS } from '../fixtures/users.ts';
import { userWithTalk } from './talk.ts';

const CHAT = '**/api/admin/chats/*';
const OLDER_MESSAGES = '**/messages?**before**';

/** An open chat. */
export const CHAT_STATES: Readonly<Record<string, Reach<Dashboard>>> = {
  chat: (dashboard) => dashboard.showChat(USERS.alice),
  'chat-difficult-texts': (dashboard) => dashboard.showChat(USERS.longName),
  'chat-visitor': (dashboard) => dashboard.showChat(USERS.visitor),
  'chat-hostile': (dashboard) => dashboard.showChat(USERS.hostile),
  'chat-long': (dashboard) => dashboard.showChat(USERS.talkative),
  async 'chat-older'(dashboard) {
    await dashboard.showChat(USERS.talkative);
    await dashboard.page.route(OLDER_MESSAGES, () => {});
    const log = await scrollToOldest(dashboard);
    await log.getByRole('button', { name: 'Loading…' }).waitFor();
  },
  async 'chat-older-failed'(dashboard) {
    await dashboard.showChat(USERS.talkative);
    await dashboard.page.route(OLDER_MESSAGES, (route) => route.abort());
    const log = await scrollToOldest(dashboard);
    await log.getByRole('button', { name: 'Retry' }).waitFor();
  },
  async 'chat-archived'(dashboard) {
    await dashboard.showChat(USERS.archived, '?tab=archived');
    await dashboard.button('Restore').waitFor();
  },
  async 'chat-not-archived'(dashboard) {
    await dashboard.showChat(USERS.alice);
    await dashboard.page.route('**/archive', (route) => route.abort());
    await dashboard.button('Archive').click();
    await dashboard.page.getByText('could not be archived').waitFor();
  },
  async 'chat-archived-next-opened'(dashboard, { people }) {
    await dashboard.showChat(await userWithTalk(people));
    await dashboard.button('Archive').click();
    await dashboard.button('Undo').waitFor();
    await dashboard.page.getByRole('log').getByText('When would it arrive?').waitFor();
  },
  async 'chat-loading'({ page, open }) {
    await page.route(CHAT, () => {});
    await open(chatPath(USERS.alice));
    await page.getByRole('region', { name: 'Chat' }).waitFor();
  },
  async 'chat-not-loaded'({ page, open }) {
    await page.route(CHAT, (route) =>
      route.fulfill({ status: 500, json: { error: { code: 'internal', message: '' } } }),
    );
    await open(chatPath(USERS.alice));
    await page.getByText('The messages could not be loaded').waitFor();
  },
  async 'chat-missing'({ page, open }) {
    await open('/chats/00000000-0000-5000-8000-000000000000');
    await page.getByText('This chat does not exist').waitFor();
  },
  async 'chat-erased'(dashboard, { people }) {
    const user = await userWithTalk(people);
    await dashboard.showChat(user);
    await (await people.teammate('Bo Aalto')).erase(user);
    await dashboard.page.getByRole('heading', { name: 'This chat was erased' }).waitFor();
  },
  async 'chat-online'(dashboard, { people }) {
    const user = await userWithTalk(people);
    await dashboard.showChat(user);
    await user.goOnline();
    await dashboard.page
      .getByText(/^Online/)
      .first()
      .waitFor();
  },
  async 'chat-unread'(dashboard, { people }) {
    const user = await userWithTalk(people);
    await user.send('When would it arrive?');
    await dashboard.showChat(user);
    await dashboard.page.getByText('New', { exact: true }).waitFor();
  },
  async 'chat-new-message-below'(dashboard, { people }) {
    const user = await people.newUser('Tala Okafor');
    for (let count = 0; count < 3; count += 1) await user.send(LONG_TEXT);
    await (await people.teammate('Bo Aalto')).markRead(user);
    await dashboard.showChat(user);
    const log = dashboard.page.getByRole('log');
    // A chat that was just opened may scroll to its end once more.
    await waitUntil('the end to be out of sight', async () => {
      await log.evaluate((box) => box.scrollTo(0, box.scrollHeight - box.clientHeight - 400));
      return dashboard.button('Go to the newest message').isVisible();
    });
    await user.send('One more question.');
    await dashboard.button('New messages').waitFor();
  },
  async 'chat-offline'(dashboard) {
    await dashboard.showChat(USERS.alice);
    await dashboard.page.context().setOffline(true);
    await dashboard.page.getByText(/You are offline/).waitFor();
    await dashboard.replyBox.fill('Have a good trip.');
    await dashboard.page.keyboard.press('Enter');
    await dashboard.page.getByText('Sending…').waitFor();
  },
};

async function scrollToOldest({ page }: Dashboard): Promise<Locator> {
  const log = page.getByRole('log');
  await log.evaluate((box) => box.scrollTo(0, 0));
  return log;
}
