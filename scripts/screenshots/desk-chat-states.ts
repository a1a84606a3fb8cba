import * as v from 'valibot';
import { MessageSchema } from '../../protocol/index.ts';
import { newChat } from './desk-inbox-states.ts';
import { messageFrom } from './message-from.ts';
import type { Take } from './take.ts';
import { tapSocket } from './tap-socket.ts';

const CHAT = '**/api/admin/chats/*';

/** An open chat, as far as it is read. */
export const CHAT_STATES: Readonly<Record<string, Take>> = {
  chat: (desk, { alice }) => desk.showChat(alice),
  'chat-odd': (desk, { odd }) => desk.showChat(odd),
  'chat-visitor': (desk, { visitor }) => desk.showChat(visitor),
  'chat-hostile': (desk, { hostile }) => desk.showChat(hostile),
  'chat-long': (desk, { talkative }) => desk.showChat(talkative),
  async 'chat-older'(desk, { talkative }) {
    await desk.showChat(talkative);
    await desk.page.route('**/messages?**before**', () => {});
    await desk.page.getByRole('log').evaluate((log) => log.scrollTo(0, 0));
    await desk.button('Loading…').waitFor();
  },
  async 'chat-older-failed'(desk, { talkative }) {
    await desk.showChat(talkative);
    await desk.page.route('**/messages?**before**', (route) => route.abort());
    await desk.page.getByRole('log').evaluate((log) => log.scrollTo(0, 0));
    await desk.button('Retry').waitFor();
  },
  async 'chat-archived'(desk, { archived }) {
    await desk.showChat(archived, '?tab=archived');
    await desk.button('Restore').waitFor();
  },
  async 'chat-not-archived'(desk, { alice }) {
    await desk.showChat(alice);
    await desk.page.route('**/archive', (route) => route.abort());
    await desk.button('Archive').click();
    await desk.page.getByText('could not be archived').waitFor();
  },
  async 'chat-moved-on'(desk, { alice }) {
    await desk.showChat(alice);
    await desk.page.route('**/archive', (route) =>
      route.fulfill({ json: { ...newChat('Alice'), archived: true } }),
    );
    await desk.button('Archive').click();
    await desk.button('Undo').waitFor();
    await desk.page.getByRole('log').getByRole('listitem').first().waitFor();
  },
  async 'chat-loading'({ page, url, signIn }, { alice }) {
    await page.route(CHAT, () => {});
    await page.goto(`${url}/admin/chats/${alice.chat_id}`);
    await signIn();
    await page.getByRole('region', { name: 'Chat' }).waitFor();
  },
  async 'chat-not-loaded'({ page, url, signIn }, { alice }) {
    await page.route(CHAT, (route) =>
      route.fulfill({ status: 500, json: { error: { code: 'internal', message: '' } } }),
    );
    await page.goto(`${url}/admin/chats/${alice.chat_id}`);
    await signIn();
    await page.getByText('The messages could not be loaded').waitFor();
  },
  async 'chat-missing'({ page, url, signIn }) {
    await page.goto(`${url}/admin/chats/00000000-0000-5000-8000-000000000000`);
    await signIn();
    await page.getByText('This chat does not exist').waitFor();
  },
  async 'chat-erased'(desk, { alice }) {
    const tap = await tapSocket(desk.page);
    await desk.showChat(alice);
    tap.push({ type: 'chat_erased', chat_id: alice.chat_id });
    await desk.page.getByRole('heading', { name: 'This chat was erased' }).waitFor();
  },
  async 'chat-online'(desk, { alice }) {
    const tap = await tapSocket(desk.page);
    await desk.showChat(alice);
    tap.push({ type: 'presence', chat_id: alice.chat_id, user_online: true });
    await desk.page
      .getByText(/^Online/)
      .first()
      .waitFor();
  },
  async 'chat-unread'(desk, { alice }) {
    await desk.page.route(CHAT, async (route) => {
      const response = await route.fetch();
      const chat = v.parse(
        v.looseObject({ messages: v.array(MessageSchema) }),
        await response.json(),
      );
      const last = chat.messages.findLast(({ sender_type }) => sender_type === 'user');
      if (last) last.read_at = null;
      await route.fulfill({ json: chat });
    });
    await desk.showChat(alice);
    await desk.page.getByText('New', { exact: true }).waitFor();
  },
  async 'chat-news'(desk, { talkative }) {
    const tap = await tapSocket(desk.page);
    await desk.showChat(talkative);
    const log = desk.page.getByRole('log');
    await log.evaluate((box) => box.scrollTo(0, box.scrollHeight - box.clientHeight - 400));
    await desk.button('Go to the newest message').waitFor();
    tap.push(messageFrom('user', talkative, 'One more question.'));
    await desk.button('New messages').waitFor();
  },
  async 'chat-offline'(desk, { alice }) {
    await desk.showChat(alice);
    await desk.page.context().setOffline(true);
    await desk.page.getByText(/You are offline/).waitFor();
    await desk.page.getByRole('textbox', { name: 'Reply' }).fill('Have a good trip.');
    await desk.page.keyboard.press('Enter');
    await desk.page.getByText('Sending…').waitFor();
  },
};
