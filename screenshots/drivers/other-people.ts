import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { chatIdOf } from '../../functions/domain/chat-id.ts';
import type { LocalRun } from '../../local/start-local.ts';
import { CannedRepliesSchema, ErasedSchema, SupportChatSchema } from '../../protocol/index.ts';
import { waitUntil } from '../../test/support/wait-until.ts';
import { createRemoteClient, type RemoteClient } from './remote-client.ts';

/** A signed-in user whose browser is elsewhere. */
export type User = {
  readonly token: string;
  readonly chat_id: string;
  send(content: string): Promise<void>;
  /** Opens the chat, so that the dashboard shows the user as online. */
  goOnline(): Promise<void>;
  startTyping(): Promise<void>;
};

/** A teammate whose browser is elsewhere. */
export type Teammate = {
  /** Opens the inbox, so that the widget shows that support is online. */
  goOnline(): Promise<void>;
  reply(user: User, content: string): Promise<void>;
  markRead(user: User): Promise<void>;
  viewChat(user: User): Promise<void>;
  startTyping(user: User): Promise<void>;
  erase(user: User): Promise<void>;
  /** Replaces the text of a canned reply until `leave`. */
  changeCannedReply(name: string, content: string): Promise<void>;
};

/** Everybody who is not in front of the window that is pictured. */
export type OtherPeople = {
  /** Somebody who has not written yet. */
  newUser(name: string): Promise<User>;
  teammate(name: string): Promise<Teammate>;
  /** A visitor asks and leaves; the result is the link in the email that brings them the reply. */
  emailToVisitor(question: string, reply: string): Promise<string>;
  /** Closes the connections, erases the new users, undoes changes: the next picture starts as this one. */
  leave(): Promise<void>;
};

export function createOtherPeople(run: LocalRun): OtherPeople {
  const undo: (() => Promise<void> | void)[] = [];

  async function clientOf(claims: Parameters<LocalRun['token']>[0]) {
    const token = await run.token(claims);
    const client = createRemoteClient(run.url, token);
    undo.push(client.close);
    return { token, client };
  }

  const clientOfAdmin = (name: string) => clientOf({ role: 'admin', sub: name, name });

  return {
    async newUser(name) {
      const sub = randomUUID();
      const email = `${name.toLowerCase().replaceAll(' ', '.')}@example.com`;
      const { token, client } = await clientOf({ role: 'user', sub, email, name });
      const chat_id = chatIdOf(sub);
      const admin = await clientOfAdmin('Ada');
      undo.push(() => erase(admin.client, chat_id));
      return {
        token,
        chat_id,
        send: (content) => client.postMessage('/api/support_chat/messages', content),
        goOnline: () => client.subscribe({ channel: 'chat', chat_id }),
        startTyping: () => client.type(chat_id),
      };
    },
    async teammate(name) {
      const { client } = await clientOfAdmin(name);
      return createTeammate(client, (step) => undo.push(step));
    },
    async emailToVisitor(question, reply) {
      const email = `visitor-${randomUUID()}@example.com`;
      const visitor = (await clientOf({ role: 'visitor' })).client;
      await visitor.postMessage('/api/support_chat/messages', question);
      await visitor.request('PUT /api/support_chat/contact', { email });
      const chat = v.parse(SupportChatSchema, await visitor.request('GET /api/support_chat'));
      const admin = (await clientOfAdmin('Ada')).client;
      await admin.postMessage(`/api/admin/chats/${chat.id}/messages`, reply);
      return waitUntil('the email', async () => {
        await run.advance(EMAIL_AFTER_SECONDS);
        const sent = (await run.emails()).find(({ to }) => to.includes(email));
        return sent?.text.match(/\S+email\/open\?token=\S+/)?.[0];
      });
    },
    async leave() {
      for (const step of undo.splice(0).reverse()) await step();
    },
  };
}

/** A little more than the five minutes after which an unread reply is emailed (E1). */
const EMAIL_AFTER_SECONDS = 6 * 60;

function createTeammate(
  client: RemoteClient,
  onLeave: (step: () => Promise<void>) => void,
): Teammate {
  const chat = ({ chat_id }: User) => `/api/admin/chats/${chat_id}`;
  return {
    goOnline: () => client.subscribe({ channel: 'admin' }),
    reply: (user, content) => client.postMessage(`${chat(user)}/messages`, content),
    async markRead(user) {
      await client.request(`PATCH ${chat(user)}/mark_read`, {});
    },
    viewChat: ({ chat_id }) => client.subscribe({ channel: 'chat', chat_id }),
    startTyping: ({ chat_id }) => client.type(chat_id),
    erase: ({ chat_id }) => erase(client, chat_id),
    async changeCannedReply(name, content) {
      const before = await saveCannedReply(client, name, content);
      onLeave(async () => void (await saveCannedReply(client, name, before)));
    },
  };
}

/** The result is the text that was replaced. */
async function saveCannedReply(
  client: RemoteClient,
  name: string,
  content: string,
): Promise<string> {
  const all = await client.request('GET /api/admin/canned_replies');
  const { canned_replies } = v.parse(CannedRepliesSchema, all);
  const old = canned_replies.find((reply) => reply.name === name);
  if (!old) throw new Error(`there is no canned reply "${name}"`);
  const { updated_at } = old;
  await client.request(`PUT /api/admin/canned_replies/${name}`, { content, updated_at });
  return old.content;
}

async function erase(client: RemoteClient, chat_id: string): Promise<void> {
  await waitUntil('the chat to be erased', async () => {
    const response = await client.request(`DELETE /api/admin/chats/${chat_id}`);
    return v.parse(ErasedSchema, response).erased;
  });
}
