import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChat, markViewed, setArchived } from '../../../functions/data/chats.ts';
import { putContact } from '../../../functions/data/contacts.ts';
import { listMessages } from '../../../functions/data/messages.ts';
import { sendMessage } from '../../../functions/data/send-message.ts';
import type { Actor } from '../../../functions/domain/actor.ts';
import { isUnread } from '../../../functions/domain/chat.ts';
import { chatIdOf } from '../../../functions/domain/chat-id.ts';
import { anAdmin, anOutgoingMessage, aUser } from '../../support/builders.ts';
import { type Database, startDatabase } from '../../support/database.ts';

let database: Database;
beforeAll(async () => {
  database = await startDatabase();
});
afterAll(() => database.stop());

const now = () => new Date();
const send = (
  actor: Actor,
  chat_id: string,
  outgoing: { content?: string; client_id?: string } = {},
) =>
  sendMessage(database.table, {
    actor,
    outgoing: anOutgoingMessage({ chat_id, ...outgoing }),
    shards: 4,
    now,
  });

/** A user nobody has met before, and the id of their chat. */
let users = 0;
function someone() {
  users += 1;
  const user = aUser(`user-${users}`);
  return { user, chat_id: chatIdOf(user.id) };
}

describe('[D3] seq', () => {
  test('counts 1, 2, 3 whatever is sent at once', async () => {
    const { user, chat_id } = someone();
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, index) => send(user, chat_id, { content: `${index}` })),
    );
    expect(all.map(({ seq }) => seq).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, index) => index + 1),
    );
    const { messages } = await listMessages(database.table, chat_id, { limit: 100 });
    expect(messages.map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    const times = messages.map(({ created_at }) => created_at);
    expect(times).toEqual([...times].sort());
  });

  test('continues when both sides write at once', async () => {
    const { user, chat_id } = someone();
    await send(user, chat_id);
    await Promise.all([user, anAdmin(), user, anAdmin()].map((actor) => send(actor, chat_id)));
    expect((await findChat(database.table, chat_id))?.message_count).toBe(5);
  });
});

describe('[D4] the chat’s summary', () => {
  test('has the last sender, and for admins their id, because two may have the same name', async () => {
    const { user, chat_id } = someone();
    const last = async (actor: Actor) => {
      await send(actor, chat_id);
      const chat = await findChat(database.table, chat_id);
      return chat && [chat.last_message_name, chat.last_message_admin_id];
    };
    expect(await last(user)).toEqual([user.id, null]);
    expect(await last(anAdmin('ada-1'))).toEqual(['Ada', 'ada-1']);
    expect(await last(anAdmin('ada-2'))).toEqual(['Ada', 'ada-2']);
    expect(await last(user)).toEqual([user.id, null]);
  });

  test('changes with the message', async () => {
    const { user, chat_id } = someone();
    const message = await send(user, chat_id, { content: 'x'.repeat(150) });
    expect(await findChat(database.table, chat_id)).toMatchObject({
      user_id: user.id,
      user_email: user.email,
      user_verified: true,
      message_count: 1,
      updated_at: message.created_at,
      last_message_at: message.created_at,
      last_message_preview: 'x'.repeat(100),
      last_message_sender: 'user',
    });
  });

  test('does not change if the transaction fails', async () => {
    const { user, chat_id } = someone();
    await send(user, chat_id);
    const before = await database.items();
    await expect(send(user, chat_id, { content: 'x'.repeat(500_000) })).rejects.toThrow();
    expect(await database.items()).toEqual(before);
  });
});

describe('[D5] the same client_id', () => {
  test('[W4] is stored once and returns the stored message', async () => {
    const { user, chat_id } = someone();
    const answers = [
      await send(user, chat_id, { client_id: 'c-1' }),
      await send(user, chat_id, { client_id: 'c-1' }),
      await send(user, chat_id, { client_id: 'c-1', content: 'something else' }),
    ];
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect((await findChat(database.table, chat_id))?.message_count).toBe(1);
  });

  test('sent ten times at once is stored once', async () => {
    const { user, chat_id } = someone();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => send(user, chat_id, { client_id: 'c-1' })),
    );
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect((await findChat(database.table, chat_id))?.message_count).toBe(1);
  });

  test('belongs to its sender', async () => {
    const { user, chat_id } = someone();
    const question = await send(user, chat_id, { client_id: 'c-1' });
    const answer = await send(anAdmin(), chat_id, { client_id: 'c-1' });
    expect(answer).toMatchObject({ seq: 2, sender_type: 'admin' });
    expect(answer.id).not.toBe(question.id);
  });

  test('may be used again after a day', async () => {
    const { user, chat_id } = someone();
    const first = anOutgoingMessage({ chat_id, client_id: 'c-1' });
    await sendMessage(database.table, { actor: user, outgoing: first, shards: 4, now });
    const later = () => new Date(Date.now() + 24 * 3_600_000 + 2_000);
    const second = anOutgoingMessage({ chat_id, client_id: 'c-1' });
    const again = await sendMessage(database.table, {
      actor: user,
      outgoing: second,
      shards: 4,
      now: later,
    });
    expect(again.seq).toBe(2);
  });
});

test('[D1] two tabs that write the first message at once have one chat', async () => {
  const { user, chat_id } = someone();
  const all = await Promise.all(
    ['here', 'there'].map((content) => send(user, chat_id, { content })),
  );
  expect(new Set(all.map((message) => message.chat_id))).toEqual(new Set([chat_id]));
  const chats = (await database.items()).filter(
    ({ entity, user_id }) => entity === 'chat' && user_id === user.id,
  );
  expect(chats).toMatchObject([{ chat_id, message_count: 2 }]);
});

test('[D2] time never runs backwards within a chat, even if clocks do', async () => {
  const { user, chat_id } = someone();
  const sendAt = (minute: number, actor: Actor = user) =>
    sendMessage(database.table, {
      actor,
      outgoing: anOutgoingMessage({ chat_id }),
      shards: 4,
      now: () => new Date(Date.UTC(2026, 0, 1, 12, minute)),
    });
  const first = await sendAt(5);
  const second = await sendAt(3, anAdmin());
  expect(second.created_at >= first.created_at).toBe(true);
  expect((await findChat(database.table, chat_id))?.last_message_at).toBe(second.created_at);
  expect((await sendAt(9)).created_at).toBe('2026-01-01T12:09:00.000Z');
});

test('[D2, D3] a chat and a message have their fields', async () => {
  const { user, chat_id } = someone();
  const message = await send(user, chat_id, { content: 'hello', client_id: 'c-1' });
  const { created_at } = message;
  expect(message).toEqual({
    id: expect.stringMatching(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/),
    chat_id,
    seq: 1,
    content: 'hello',
    sender_type: 'user',
    sender_name: user.name,
    client_id: 'c-1',
    read_at: null,
    created_at,
  });
  expect(await findChat(database.table, chat_id)).toMatchObject({
    chat_id,
    user_id: user.id,
    user_email: user.email,
    user_name: user.name,
    user_verified: true,
    created_at,
    updated_at: created_at,
    last_message_at: created_at,
    last_message_preview: 'hello',
    last_message_sender: 'user',
    message_count: 1,
    admin_viewed_at: null,
    archived_at: null,
  });
});

test('[D2] an admin cannot begin a chat', async () => {
  const { chat_id } = someone();
  await expect(send(anAdmin(), chat_id)).rejects.toMatchObject({ code: 'not_found' });
});

describe('[D6] an archived chat', () => {
  test('is restored by the user’s next message', async () => {
    const { user, chat_id } = someone();
    await send(user, chat_id);
    await setArchived(database.table, chat_id, true, 4, now().toISOString());
    await send(user, chat_id);
    expect((await findChat(database.table, chat_id))?.archived_at).toBeNull();
  });

  test('stays archived when an admin writes', async () => {
    const { user, chat_id } = someone();
    await send(user, chat_id);
    const archived = await setArchived(database.table, chat_id, true, 4, now().toISOString());
    await send(anAdmin(), chat_id);
    expect((await findChat(database.table, chat_id))?.archived_at).toBe(archived.archived_at);
  });
});

describe('[D7] unread', () => {
  const isUnreadNow = async (chat_id: string) => {
    const chat = await findChat(database.table, chat_id);
    return chat && isUnread(chat);
  };

  test('begins with a user’s message and ends with an admin’s', async () => {
    const { user, chat_id } = someone();
    await send(user, chat_id);
    expect(await isUnreadNow(chat_id)).toBe(true);
    await send(anAdmin(), chat_id);
    expect(await isUnreadNow(chat_id)).toBe(false);
    await send(user, chat_id);
    expect(await isUnreadNow(chat_id)).toBe(true);
  });

  test('ends with a view, for what was visible', async () => {
    const { user, chat_id } = someone();
    await send(user, chat_id);
    const seen = await findChat(database.table, chat_id);
    if (!seen) throw new Error('no chat');
    await send(user, chat_id);
    await markViewed(database.table, seen, 1, now().toISOString());
    expect(await isUnreadNow(chat_id)).toBe(true);
    await markViewed(database.table, seen, 2, now().toISOString());
    expect(await isUnreadNow(chat_id)).toBe(false);
  });
});

test('[H5] a contact from before the first message shows in the chat', async () => {
  const visitor: Actor = { kind: 'visitor', id: 'visitor:1' };
  const chat_id = chatIdOf(visitor.id);
  await putContact(database.table, chat_id, { email: 'v@example.com', name: 'Vi' }, { now: now() });
  expect(await findChat(database.table, chat_id)).toBeUndefined();
  const message = await send(visitor, chat_id);
  expect(message.sender_name).toBe('Vi');
  expect(await findChat(database.table, chat_id)).toMatchObject({
    user_email: 'v@example.com',
    user_verified: false,
  });
});

test('[H5] a contact that is left while the first message is sent shows too', async () => {
  const visitor: Actor = { kind: 'visitor', id: 'visitor:2' };
  const chat_id = chatIdOf(visitor.id);
  const { client, name } = database.table;
  let contact: { email: string } | undefined = { email: 'v@example.com' };
  const racing = Object.assign(Object.create(client), {
    async send(command: Parameters<typeof client.send>[0]) {
      if (command instanceof TransactWriteCommand && contact) {
        const left = contact;
        contact = undefined;
        await putContact(database.table, chat_id, left, { now: now() });
      }
      return client.send(command);
    },
  });
  const outgoing = anOutgoingMessage({ chat_id });
  await sendMessage({ client: racing, name }, { actor: visitor, outgoing, shards: 4, now });
  expect((await findChat(database.table, chat_id))?.user_email).toBe('v@example.com');
});

test('a transaction conflict is retried, and nothing is lost', async () => {
  const { user, chat_id } = someone();
  let conflicts = 2;
  const { client, name } = database.table;
  const conflicting = Object.assign(Object.create(client), {
    send: (command: Parameters<typeof client.send>[0]) => {
      if (command instanceof TransactWriteCommand && conflicts > 0) {
        conflicts -= 1;
        return Promise.reject(
          new TransactionCanceledException({
            message: 'conflict',
            $metadata: {},
            CancellationReasons: [
              { Code: 'TransactionConflict' },
              { Code: 'None' },
              { Code: 'None' },
            ],
          }),
        );
      }
      return client.send(command);
    },
  });
  const outgoing = anOutgoingMessage({ chat_id });
  const message = await sendMessage(
    { client: conflicting, name },
    { actor: user, outgoing, shards: 4, now },
  );
  expect(message.seq).toBe(1);
  expect(conflicts).toBe(0);
});
