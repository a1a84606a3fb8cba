import { randomUUID } from 'node:crypto';
import { BatchWriteCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readChatView } from '../../../functions/data/chat-view.ts';
import { findChat, getChat, setArchived } from '../../../functions/data/chats.ts';
import { putContact } from '../../../functions/data/contacts.ts';
import { eraseChat } from '../../../functions/data/erase-chat.ts';
import { joinChat } from '../../../functions/data/join-chat.ts';
import { findJoinedInto } from '../../../functions/data/joined-chats.ts';
import { markRead } from '../../../functions/data/mark-read.ts';
import { listMessages } from '../../../functions/data/messages.ts';
import { sendMessage } from '../../../functions/data/send-message.ts';
import type { Table } from '../../../functions/data/table.ts';
import type { Actor } from '../../../functions/domain/actor.ts';
import { isUnread } from '../../../functions/domain/chat.ts';
import { chatIdOf } from '../../../functions/domain/chat-id.ts';
import type { Message } from '../../../protocol/index.ts';
import { anAdmin, anOutgoingMessage, aUser } from '../../support/builders.ts';
import { type Database, startDatabase } from '../../support/database.ts';

const SHARDS = 2;
const never = () => false;

let database: Database;
beforeAll(async () => {
  database = await startDatabase();
});
afterAll(() => database.stop());

const aVisitor = () => ({ kind: 'visitor' as const, id: `visitor:${randomUUID()}` });
const somebody = () => aUser(`user-${randomUUID()}`);

const write = (
  actor: Actor,
  owner: { id: string },
  message: { client_id?: string; content?: string; now?: () => Date; retentionDays?: number } = {},
) =>
  sendMessage(database.table, {
    actor,
    outgoing: anOutgoingMessage({
      chat_id: chatIdOf(owner.id),
      content: message.content ?? 'hello',
      client_id: message.client_id ?? randomUUID(),
    }),
    shards: SHARDS,
    retentionDays: message.retentionDays ?? 0,
    now: message.now ?? (() => new Date()),
  });

const join = (
  visitor: { id: string },
  user: ReturnType<typeof aUser>,
  { table = database.table, isOver = never, now = () => new Date(), retentionDays = 0 } = {},
) =>
  joinChat(
    table,
    {
      from: chatIdOf(visitor.id),
      into: chatIdOf(user.id),
      actor: user,
      shards: SHARDS,
      retentionDays,
      now,
    },
    isOver,
  );

/** Goes on with what was begun, as the deferred work does. */
const continued = (visitor: { id: string }, user: { id: string }) =>
  joinChat(
    database.table,
    {
      from: chatIdOf(visitor.id),
      into: chatIdOf(user.id),
      shards: SHARDS,
      retentionDays: 0,
      now: () => new Date(),
    },
    never,
  );

const read = (reader: 'user' | 'admin', owner: { id: string }, up_to?: number) =>
  markRead(database.table, { chat_id: chatIdOf(owner.id), reader, up_to, now: () => new Date() });

async function messagesOf(owner: { id: string }): Promise<Message[]> {
  const all: Message[] = [];
  for (;;) {
    const after = all.at(-1)?.seq ?? 0;
    const page = await listMessages(database.table, chatIdOf(owner.id), { after, limit: 100 });
    all.push(...page.messages);
    if (!page.has_more) return all;
  }
}

const itemsOf = async (owner: { id: string }) =>
  (await database.items()).filter(({ pk }) => pk === `CHAT#${chatIdOf(owner.id)}`);

/** The table with somebody in between, who sees each command before it is sent. */
function intercepted(before: (command: unknown) => Promise<void>): Table {
  const { client, name } = database.table;
  const between = Object.assign(Object.create(client), {
    async send(command: Parameters<typeof client.send>[0]) {
      await before(command);
      return client.send(command);
    },
  });
  return { client: between, name };
}

/** The summary, the marks and the messages agree with each other. */
async function expectConsistent(owner: { id: string }): Promise<void> {
  const messages = await messagesOf(owner);
  const chat = await getChat(database.table, chatIdOf(owner.id));
  expect(messages.map(({ seq }) => seq)).toEqual(messages.map((_, index) => index + 1));
  expect(chat.message_count).toBe(messages.length);
  const unread = (side: 'user' | 'admin') =>
    messages.filter(({ sender_type, read_at }) => sender_type === side && read_at === null);
  expect(chat.user_unread_count).toBe(unread('admin').length);
  expect(chat.admin_unread_count).toBe(unread('user').length);
  expect(unread('admin').every(({ seq }) => seq > chat.user_read_up_to)).toBe(true);
  expect(unread('user').every(({ seq }) => seq > chat.admin_read_up_to)).toBe(true);
  const times = messages.map(({ created_at }) => created_at).sort();
  expect(chat.last_message_at).toBe(times.at(-1));
  expect(chat.last_user_seq).toBe(
    messages.findLast(({ sender_type }) => sender_type === 'user')?.seq ?? 0,
  );
  const view = await readChatView(database.table, chatIdOf(owner.id), new Date());
  expect(view.messages).toEqual(messages.slice(-50));
}

describe('[H14] joining a visitor’s chat', () => {
  test('makes it the chat of a user who has none', async () => {
    const [visitor, user] = [aVisitor(), somebody()];
    await putContact(
      database.table,
      chatIdOf(visitor.id),
      { email: 'v@example.com' },
      { now: new Date() },
    );
    await write(visitor, visitor, { content: 'one' });
    await write(anAdmin(), visitor, { content: 'two' });
    await read('user', visitor);
    await write(visitor, visitor, { content: 'three' });
    const before = await messagesOf(visitor);
    const old = await getChat(database.table, chatIdOf(visitor.id));

    expect(await join(visitor, user)).toBe(true);
    const chat_id = chatIdOf(user.id);
    expect(await messagesOf(user)).toEqual(
      before.map((message) => ({ ...message, chat_id, joined: true })),
    );
    const { updated_at, joining_into, joined_up_to, ...chat } = await getChat(
      database.table,
      chat_id,
    );
    const { updated_at: _then, user_read_at, ...rest } = old;
    expect(chat).toMatchObject({
      ...rest,
      chat_id,
      joined: true,
      user_id: user.id,
      user_email: user.email,
      user_name: user.name,
      user_verified: true,
    });
    await expectConsistent(user);
    expect((await itemsOf(visitor)).map(({ sk }) => sk)).toEqual(['JOINED']);
  });

  test('appends older messages with the next seq, and the summary stays that of the newest', async () => {
    const [visitor, user] = [aVisitor(), somebody()];
    await write(visitor, visitor, { content: 'old question' });
    await write(anAdmin(), visitor, { content: 'old answer' });
    await write(user, user, { content: 'new question' });
    const before = await getChat(database.table, chatIdOf(user.id));
    const theirs = await messagesOf(visitor);
    await join(visitor, user);
    expect(await messagesOf(user)).toMatchObject([
      { content: 'new question' },
      { ...theirs[0], seq: 2, chat_id: before.chat_id, joined: true },
      { ...theirs[1], seq: 3, chat_id: before.chat_id, joined: true },
    ]);
    const after = await getChat(database.table, chatIdOf(user.id));
    expect(after).toMatchObject({
      last_message_at: before.last_message_at,
      last_message_preview: 'new question',
      last_message_sender: 'user',
      created_at: theirs[0]?.created_at,
      joined: true,
    });
    await expectConsistent(user);
    expect(await write(user, user)).toMatchObject({ seq: 4 });
    await expectConsistent(user);
  });

  test('keeps read messages read and unread ones unread, wherever the marks are', async () => {
    const [visitor, user] = [aVisitor(), somebody()];
    // Of the user's own chat an answer is unread, which stands before all that is joined.
    await write(user, user);
    await write(anAdmin(), user, { content: 'unread before' });
    await write(visitor, visitor);
    await write(anAdmin(), visitor, { content: 'read' });
    await read('user', visitor);
    await write(anAdmin(), visitor, { content: 'unread too' });
    await join(visitor, user);
    await expectConsistent(user);
    const unread = (await messagesOf(user)).filter(
      ({ sender_type, read_at }) => sender_type === 'admin' && read_at === null,
    );
    expect(unread.map(({ content }) => content)).toEqual(['unread before', 'unread too']);
    const readAt = (await messagesOf(user)).find(({ content }) => content === 'read')?.read_at;
    expect(await read('user', user)).toEqual({ read_count: 2, unread_count: 0 });
    await expectConsistent(user);
    const later = (await messagesOf(user)).find(({ content }) => content === 'read');
    expect(later?.read_at).toBe(readAt);
  });

  test('shows as unread to admins only what no admin has viewed', async () => {
    const [visitor, user] = [aVisitor(), somebody()];
    await write(visitor, visitor);
    await write(anAdmin(), visitor);
    await write(user, user);
    await write(anAdmin(), user);
    await join(visitor, user);
    expect(isUnread(await getChat(database.table, chatIdOf(user.id)))).toBe(false);
    const other = aVisitor();
    await write(other, other);
    await join(other, user);
    expect(isUnread(await getChat(database.table, chatIdOf(user.id)))).toBe(true);
    await expectConsistent(user);
    // What was viewed says nothing of what stands before it.
    const viewed = aVisitor();
    await write(viewed, viewed);
    await write(anAdmin(), viewed);
    await join(viewed, user);
    expect(isUnread(await getChat(database.table, chatIdOf(user.id)))).toBe(true);
  });

  test('restores an archived chat only if the other one was active', async () => {
    const archive = ({ id }: { id: string }) =>
      setArchived(database.table, chatIdOf(id), true, SHARDS, new Date().toISOString());
    for (const isActive of [true, false]) {
      const [visitor, user] = [aVisitor(), somebody()];
      for (const one of [visitor, user]) await write(one, one);
      await archive(user);
      if (!isActive) await archive(visitor);
      await join(visitor, user);
      const [item] = (await itemsOf(user)).filter(({ sk }) => sk === 'CHAT');
      expect(item?.archived_at === undefined).toBe(isActive);
      expect(item?.gsi1pk).toMatch(isActive ? 'INBOX#active' : 'INBOX#archived');
    }
  });

  test('returns the copy for a repeat by the user and by an admin', async () => {
    const [visitor, user] = [aVisitor(), somebody()];
    await write(user, user);
    await write(visitor, visitor, { client_id: 'mine' });
    await write(anAdmin(), visitor, { client_id: 'theirs' });
    await join(visitor, user);
    const all = await messagesOf(user);
    expect(await write(user, user, { client_id: 'mine' })).toEqual(all[1]);
    expect(await write(anAdmin(), user, { client_id: 'theirs' })).toEqual(all[2]);
    expect(await messagesOf(user)).toEqual(all);
  });

  test('does not replace a marker that the user has set', async () => {
    const [visitor, user] = [aVisitor(), somebody()];
    const own = await write(user, user, { client_id: 'same' });
    await write(visitor, visitor, { client_id: 'same' });
    await join(visitor, user);
    expect(await write(user, user, { client_id: 'same' })).toEqual(own);
    expect(await messagesOf(user)).toHaveLength(2);
  });

  test('does nothing for a chat that does not exist, and can be repeated', async () => {
    const [visitor, user] = [aVisitor(), somebody()];
    expect(await join(visitor, user)).toBe(true);
    expect(await itemsOf(user)).toEqual([]);
    await write(visitor, visitor);
    expect(await join(visitor, user)).toBe(true);
    const all = await database.items();
    expect(await join(visitor, user)).toBe(true);
    expect(await database.items()).toEqual(all);
  });

  test('is rejected for another user, before it is finished and afterwards', async () => {
    const [visitor, user] = [aVisitor(), somebody()];
    for (let n = 0; n < 60; n += 1) await write(visitor, visitor);
    let looks = 0;
    expect(await join(visitor, user, { isOver: () => ++looks > 1 })).toBe(false);
    const stolen = join(visitor, somebody());
    await expect(stolen).rejects.toMatchObject({ code: 'conflict' });
    await expect(stolen).rejects.not.toThrow(new RegExp(`${user.id}|${chatIdOf(user.id)}`));
    expect(await join(visitor, user)).toBe(true);
    await expect(join(visitor, somebody())).rejects.toMatchObject({ code: 'conflict' });
  });

  test('keeps the expiry of each message, and skips expired ones', async () => {
    const [visitor, user] = [aVisitor(), somebody()];
    const day = (n: number) => () => new Date(Date.UTC(2027, 0, n));
    await write(visitor, visitor, { now: day(1), retentionDays: 3 });
    await write(visitor, visitor, { now: day(4), retentionDays: 3 });
    await write(user, user, { now: day(5), retentionDays: 3 });
    const at = { now: day(6), retentionDays: 3 };
    await join(visitor, user, at);
    const items = await itemsOf(user);
    const endOf = (sk: string) => items.find((item) => item.sk === sk)?.expires_at;
    expect(items.filter(({ entity }) => entity === 'message')).toHaveLength(2);
    expect(endOf('MESSAGE#0000000002')).toBe(Date.UTC(2027, 0, 8) / 1_000);
    expect(endOf('CHAT')).toBe(Date.UTC(2027, 0, 9) / 1_000);
  });
});

describe('[H14] a joining that is interrupted', () => {
  const COUNT = 45;

  async function aLongChat() {
    const [visitor, user] = [aVisitor(), somebody()];
    await write(user, user);
    for (let n = 0; n < COUNT; n += 1) {
      await write(n % 3 === 2 ? anAdmin() : visitor, visitor, { content: `${n}` });
    }
    return { visitor, user, before: await messagesOf(visitor) };
  }

  test.each([
    ['is finished by the same request', join],
    ['is finished by the deferred work', continued],
  ])(
    'anywhere %s, with every message once',
    async (_name, goOn) => {
      for (let requests = 0; ; requests += 1) {
        const { visitor, user, before } = await aLongChat();
        let left = requests;
        const table = intercepted(async () => {
          if (left === 0) throw new Error('cut short');
          left -= 1;
        });
        const isDone = await join(visitor, user, { table }).catch(() => false);
        const isBegun = (await findChat(database.table, chatIdOf(visitor.id)))?.joining_into;
        if (!isDone && goOn === continued && !isBegun) {
          expect(await messagesOf(visitor)).toEqual(before);
          continue;
        }
        if (!isDone) expect(await goOn(visitor, user)).toBe(true);
        const joined = (await messagesOf(user)).slice(1);
        const chat_id = chatIdOf(user.id);
        expect(joined).toEqual(
          before.map((one) => ({ ...one, chat_id, seq: one.seq + 1, joined: true })),
        );
        await expectConsistent(user);
        expect((await itemsOf(visitor)).map(({ sk }) => sk)).toEqual(['JOINED']);
        if (isDone) return;
      }
    },
    60_000,
  );

  test('by its time limit continues where it was', async () => {
    const { visitor, user, before } = await aLongChat();
    let slices = 0;
    for (let isDone = false; !isDone; slices += 1) {
      let looks = 0;
      isDone = await join(visitor, user, { isOver: () => ++looks > 4 });
    }
    expect(slices).toBeGreaterThan(2);
    expect((await messagesOf(user)).slice(1).map(({ id }) => id)).toEqual(
      before.map(({ id }) => id),
    );
  });

  test('twice at once shares the work', async () => {
    const { visitor, user, before } = await aLongChat();
    const all = await Promise.all([join(visitor, user), join(visitor, user), join(visitor, user)]);
    expect(all).toEqual([true, true, true]);
    expect((await messagesOf(user)).slice(1).map(({ id }) => id)).toEqual(
      before.map(({ id }) => id),
    );
    await expectConsistent(user);
  });
});

describe('[H14] what happens while a chat is joined', () => {
  /** Does something once, before the so-manyeth transaction. */
  function doingBefore(nth: number, act: () => Promise<unknown>): Table {
    let seen = 0;
    return intercepted(async (command) => {
      if (!(command instanceof TransactWriteCommand)) return;
      seen += 1;
      if (seen === nth) await act();
    });
  }

  async function aChat(count = 2) {
    const [visitor, user] = [aVisitor(), somebody()];
    for (let n = 0; n < count; n += 1) await write(visitor, visitor);
    return { visitor, user };
  }

  test('a message that is sent just before the chat is marked is copied', async () => {
    const { visitor, user } = await aChat();
    const table = doingBefore(1, () => write(anAdmin(), visitor, { content: 'just in time' }));
    await join(visitor, user, { table });
    expect(await messagesOf(user)).toMatchObject([{}, {}, { content: 'just in time' }]);
    await expectConsistent(user);
  });

  test.each([1, 2])('transaction %i: what is read just then is read in the copy', async (nth) => {
    const { visitor, user } = await aChat();
    await write(anAdmin(), visitor);
    await join(visitor, user, { table: doingBefore(nth, () => read('user', visitor)) });
    await expectConsistent(user);
    if (nth === 1) expect((await messagesOf(user))[2]?.read_at).not.toBeNull();
  });

  test('no more messages are accepted in the visitor’s chat, and nothing is lost', async () => {
    const { visitor, user } = await aChat(60);
    const [first] = await messagesOf(visitor);
    let looks = 0;
    await join(visitor, user, { isOver: () => ++looks > 1 });
    const sent = [
      () => write(visitor, visitor),
      () => write(anAdmin(), visitor),
      () =>
        putContact(
          database.table,
          chatIdOf(visitor.id),
          { email: 'v@example.com' },
          { now: new Date() },
        ),
    ];
    for (const send of sent.slice(0, 2)) {
      await expect(send()).rejects.toMatchObject({ code: 'conflict' });
    }
    // What it had accepted is still answered.
    const client_id = first?.client_id ?? '';
    expect(await write(visitor, visitor, { client_id })).toEqual(first);
    expect(await join(visitor, user)).toBe(true);
    for (const send of sent) await expect(send()).rejects.toMatchObject({ code: 'conflict' });
    expect(await messagesOf(user)).toHaveLength(60);
    expect((await itemsOf(visitor)).map(({ sk }) => sk)).toEqual(['JOINED']);
  });

  test('a message that is being sent when the chat is marked is rejected', async () => {
    const { visitor, user } = await aChat();
    const cutShort = intercepted(async (command) => {
      if (command instanceof BatchWriteCommand) throw new Error('cut short');
    });
    // All is copied, and nothing deleted yet.
    const joinMost = () => join(visitor, user, { table: cutShort }).catch(() => {});
    const late = sendMessage(doingBefore(1, joinMost), {
      actor: visitor,
      outgoing: anOutgoingMessage({ chat_id: chatIdOf(visitor.id) }),
      shards: SHARDS,
      now: () => new Date(),
    });
    await expect(late).rejects.toMatchObject({ code: 'conflict' });
    expect(await join(visitor, user)).toBe(true);
    expect(await messagesOf(user)).toHaveLength(2);
  });

  test('marking messages of a joined chat as read changes nothing and is no error', async () => {
    const { visitor, user } = await aChat(60);
    await write(anAdmin(), visitor);
    const joinMost = async () => {
      let looks = 0;
      await join(visitor, user, { isOver: () => ++looks > 1 });
    };
    const request = { chat_id: chatIdOf(visitor.id), reader: 'user' as const };
    const now = () => new Date();
    // Once it was on its way before, and once it comes afterwards.
    const none = { read_count: 0, unread_count: 1 };
    expect(await markRead(doingBefore(1, joinMost), { ...request, now })).toEqual(none);
    expect(await markRead(database.table, { ...request, now })).toEqual(none);
    expect(await join(visitor, user)).toBe(true);
    await expectConsistent(user);
  });

  test('a first message cannot begin a chat that has just been joined', async () => {
    const [visitor, user] = [aVisitor(), somebody()];
    const table = doingBefore(1, async () => {
      await write(visitor, visitor, { content: 'from another tab' });
      await join(visitor, user);
    });
    const late = sendMessage(table, {
      actor: visitor,
      outgoing: anOutgoingMessage({ chat_id: chatIdOf(visitor.id) }),
      shards: SHARDS,
      now: () => new Date(),
    });
    await expect(late).rejects.toMatchObject({ code: 'conflict' });
    expect(await messagesOf(user)).toHaveLength(1);
  });

  test('messages of the user and an admin in the user’s chat get their own seq', async () => {
    const { visitor, user } = await aChat(60);
    let sent = 0;
    const table = intercepted(async (command) => {
      if (!(command instanceof TransactWriteCommand) || sent === 4) return;
      sent += 1;
      await write(sent % 2 === 0 ? anAdmin() : user, user);
    });
    const sending = (async () => {
      for (let n = 0; n < 5; n += 1) await write(user, user);
    })();
    await join(visitor, user, { table });
    await sending;
    const messages = await messagesOf(user);
    expect(messages.filter(({ joined }) => joined)).toHaveLength(60);
    expect(messages).toHaveLength(60 + 4 + 5);
    expect(new Set(messages.map(({ id }) => id)).size).toBe(messages.length);
    await expectConsistent(user);
  });

  test.each([1, 2, 3])(
    'erasing the user before transaction %i leaves nothing of either',
    async (nth) => {
      const { visitor, user } = await aChat(60);
      await write(user, user);
      const erase = () => eraseChat(database.table, chatIdOf(user.id), never);
      await join(visitor, user, { table: doingBefore(nth, erase) });
      if (nth === 1) {
        // Nothing had begun yet: what is joined afterwards begins a new chat, as with a message.
        expect(await messagesOf(user)).toHaveLength(60);
        await erase();
      }
      expect(await itemsOf(user)).toEqual([]);
      expect(await itemsOf(visitor)).toEqual([]);
    },
  );

  test('erasing the user also erases what was not copied yet, and the old link', async () => {
    const { visitor, user } = await aChat(60);
    let looks = 0;
    await join(visitor, user, { isOver: () => ++looks > 1 });
    expect(await itemsOf(visitor)).not.toEqual([]);
    for (let isErased = false; !isErased; ) {
      let left = 4;
      ({ erased: isErased } = await eraseChat(database.table, chatIdOf(user.id), () => --left < 0));
    }
    expect(await itemsOf(user)).toEqual([]);
    expect(await itemsOf(visitor)).toEqual([]);
  });

  test('erasing the visitor keeps what is already in the user’s chat', async () => {
    const { visitor, user } = await aChat(60);
    let looks = 0;
    await join(visitor, user, { isOver: () => ++looks > 1 });
    await eraseChat(database.table, chatIdOf(visitor.id), never);
    expect(await itemsOf(visitor)).toEqual([]);
    expect((await itemsOf(user)).some(({ entity }) => entity === 'joined_from')).toBe(false);
    expect(await join(visitor, user)).toBe(true);
    await expectConsistent(user);
  });
});

test('[H14] the old chat leads to the new one for 30 days', async () => {
  const [visitor, user] = [aVisitor(), somebody()];
  await write(visitor, visitor);
  await join(visitor, user);
  const into = (days: number) =>
    findJoinedInto(database.table, chatIdOf(visitor.id), new Date(Date.now() + days * 86_400_000));
  expect(await into(29.9)).toBe(chatIdOf(user.id));
  expect(await into(30.1)).toBeUndefined();
});
