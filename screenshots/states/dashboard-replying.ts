import type { Dashboard } from '../drivers/dashboard.ts';
import { chatPath } from '../drivers/dashboard.ts';
import type { OtherPeople } from '../drivers/other-people.ts';
import type { Reach } from '../drivers/scene.ts';
import { DIFFICULT_TEXTS } from '../fixtures/difficult-texts.ts';
import { USERS } from '../fixtures/users.ts';
import { userWithTalk } from './talk.ts';

/** Writing a reply, and what others do meanwhile. */
export const REPLYING_STATES: Readonly<Record<string, Reach<Dashboard>>> = {
  async 'reply-typing'(dashboard, { people }) {
    const user = await userWithTalk(people);
    await dashboard.showChat(user);
    await (await people.teammate('Bo Aalto')).viewChat(user);
    await user.startTyping();
    await dashboard.page.getByText('Bo Aalto is viewing this chat').waitFor();
    await dashboard.page.getByText(/is typing/).waitFor();
  },
  async 'reply-many-viewers'(dashboard, { people }) {
    const user = await people.newUser(USERS.longName.name);
    for (const text of DIFFICULT_TEXTS) await user.send(text);
    await dashboard.showChat(user);
    for (const name of ['Grace', 'Katherine', 'Alan']) {
      await (await people.teammate(name)).viewChat(user);
    }
    await user.startTyping();
    await (await people.teammate('Bartholomew Aalto')).startTyping(user);
    await dashboard.page.getByText(/and 3 others are viewing/).waitFor();
    await dashboard.page.getByText(/are typing/).waitFor();
  },
  async 'reply-written'(dashboard) {
    await dashboard.showChat(USERS.alice);
    await dashboard.replyBox.fill(
      'You are welcome.\n\nWrite again when you are back, we would love to see how it went.',
    );
  },
  async 'reply-too-long'(dashboard) {
    await dashboard.showChat(USERS.alice);
    await dashboard.replyBox.fill('tent '.repeat(805));
    await dashboard.page.getByText(/over the limit/).waitFor();
  },
  async 'reply-teammate-was-faster'(dashboard, { people }) {
    await teammateIsFaster(dashboard, people);
  },
  async 'reply-not-sent-yet'(dashboard, { people }) {
    await teammateIsFaster(dashboard, people);
    await dashboard.replyBox.press('Enter');
    await dashboard.page.getByText('Not sent yet.').waitFor();
  },
  async 'reply-failed'(dashboard, { network }) {
    // The server's refusal can be made up on HTTP only, which chats use while there is no connection.
    network.sockets = 'refuse';
    await dashboard.page.route('**/messages', (route) =>
      route.request().method() === 'POST'
        ? route.fulfill({ status: 403, json: { error: { code: 'forbidden', message: '' } } })
        : route.fallback(),
    );
    await dashboard.open(chatPath(USERS.alice));
    await dashboard.replyBox.fill('Have a good trip.');
    await dashboard.replyBox.press('Enter');
    await dashboard.page.getByText(/Not sent/).waitFor();
    network.sockets = 'pass';
    await dashboard.isLive();
  },
};

/** Somebody else replies while an admin is writing. */
async function teammateIsFaster(dashboard: Dashboard, people: OtherPeople): Promise<void> {
  const user = await userWithTalk(people);
  await dashboard.showChat(user);
  await dashboard.replyBox.fill('You are welcome. Shall we put one aside for you?');
  const bo = await people.teammate('Bo Aalto');
  await bo.reply(user, 'There are two left in moss; I can put one aside until Thursday.');
  await dashboard.page.getByText('replied while you were writing').waitFor();
}
