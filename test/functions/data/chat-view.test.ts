import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readChatView } from '../../../functions/data/chat-view.ts';
import { markRead } from '../../../functions/data/mark-read.ts';
import { sendMessage } from '../../../functions/data/send-message.ts';
import type { Table } from '../../../functions/data/table.ts';
import type { Actor } from '../../../functions/domain/actor.ts';
import { chatIdOf } from '../../../functions/domain/chat-id.ts';
import type { ChatView } from '../../../functions/domain/chat-view.ts';
import { anAdmin, anOutgoingMessage, aUser } from '../../support/builders.ts';
import { type Database, startDatabase } from '../../support/database.ts';

let database: Database;
beforeAll(async () => {
  database = await startDatabase();
});
afterAll(() => database.stop());

const now = () => new Date();
let users = 0;
const someUser = () => {
  users += 1;
  return aUser(`user-${users}`);
};

const write = (actor: Actor, chat_id: string) =>
  sendMessage(database.table, { actor, outgoing: anOutgoingMessage({ chat_id }), shards: 1, now });
const read = (chat_id: string, reader: 'user' | 'admin') =>
  markRead(database.table, { chat_id, reader, now });

/** A chat of one user message and then so many of an admin. */
async function aChat(replies: number) {
  const user = someUser();
  const chat_id = chatIdOf(user.id);
  await write(user, chat_id);
  for (let n = 0; n < replies; n += 1) await write(anAdmin(), chat_id);
  return { user, chat_id };
}

type Command = Parameters<Table['client']['send']>[0];

/** The table as a reader sees it when something happens just before or after one of its reads. */
function interrupted(
  kind: typeof GetCommand | typeof QueryCommand,
  when: 'before' | 'after',
  happens: () => Promise<unknown>,
): Table {
  let isPast = false;
  const client = Object.assign(Object.create(database.table.client), {
    async send(command: Command) {
      const isMoment = !isPast && command instanceof kind;
      isPast ||= isMoment;
      if (isMoment && when === 'before') await happens();
      const response = await database.table.client.send(command);
      if (isMoment && when === 'after') await happens();
      return response;
    },
  });
  return { client, name: database.table.name };
}

const viewIn = (table: Table, chat_id: string) => readChatView(table, chat_id, now());

/** Fails unless summary and messages say the same. */
function expectOneMoment({ chat, messages }: ChatView) {
  expect(messages.at(-1)?.seq ?? 0).toBe(chat?.message_count ?? 0);
  expect(messages.at(-1)?.created_at).toBe(chat?.last_message_at);
  expect(messages.at(-1)?.sender_type).toBe(chat?.last_message_sender);
  const unread = messages.filter((one) => one.sender_type === 'admin' && one.read_at === null);
  expect(unread).toHaveLength(chat?.user_unread_count ?? 0);
}

const KINDS = { summary: GetCommand, messages: QueryCommand };

describe('[D4] a chat and its newest messages are of one moment', () => {
  describe.each(['before', 'after'] as const)('when something happens just %s', (when) => {
    describe.each(['summary', 'messages'] as const)('reading the %s', (part) => {
      const viewWhile = (chat_id: string, happens: () => Promise<unknown>) =>
        viewIn(interrupted(KINDS[part], when, happens), chat_id);

      test.each([1, 60])('%i messages are sent', async (count) => {
        const { chat_id } = await aChat(1);
        const view = await viewWhile(chat_id, async () => {
          for (let n = 0; n < count; n += 1) await write(anAdmin(), chat_id);
        });
        if (count === 1) expectOneMoment(view);
        expect(view.messages.at(-1)?.seq).toBe(view.chat?.message_count);
      });

      test('the user reads what was unread', async () => {
        const { chat_id } = await aChat(3);
        expectOneMoment(await viewWhile(chat_id, () => read(chat_id, 'user')));
      });

      test('an admin reads and answers', async () => {
        const { chat_id } = await aChat(3);
        const view = await viewWhile(chat_id, async () => {
          await read(chat_id, 'admin');
          await write(anAdmin(), chat_id);
        });
        expectOneMoment(view);
      });

      test('the first message is sent', async () => {
        const user = someUser();
        const chat_id = chatIdOf(user.id);
        expectOneMoment(await viewWhile(chat_id, () => write(user, chat_id)));
      });
    });
  });

  test('a stale eventually consistent read is repeated', async () => {
    const { chat_id } = await aChat(2);
    const old = await database.table.client.send(newestMessages(chat_id));
    await write(anAdmin(), chat_id);
    await read(chat_id, 'user');
    let isPast = false;
    const client = Object.assign(Object.create(database.table.client), {
      async send(command: Command) {
        const isStale = !isPast && command instanceof QueryCommand && !command.input.ConsistentRead;
        isPast ||= isStale;
        return isStale ? old : database.table.client.send(command);
      },
    });
    const view = await viewIn({ client, name: database.table.name }, chat_id);
    expect(view.messages.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    expectOneMoment(view);
  });

  test('reading ends when the messages were erased before their chat', async () => {
    const { chat_id } = await aChat(1);
    const none = { Items: [], Count: 0, ScannedCount: 0, $metadata: {} };
    const client = Object.assign(Object.create(database.table.client), {
      send: async (command: Command) =>
        command instanceof QueryCommand ? none : database.table.client.send(command),
    });
    const view = await viewIn({ client, name: database.table.name }, chat_id);
    expect(view).toMatchObject({ messages: [], has_more: false });
  });

  test('while everybody sends and reads at once', async () => {
    const { user, chat_id } = await aChat(1);
    let isOver = false;
    const traffic = (async () => {
      for (let n = 0; n < 25; n += 1) {
        await Promise.all([write(user, chat_id), write(anAdmin(), chat_id), read(chat_id, 'user')]);
      }
      isOver = true;
    })();
    while (!isOver) {
      const view = await viewIn(database.table, chat_id);
      expect(view.messages.at(-1)?.seq).toBe(view.chat?.message_count);
      const unread = view.messages.filter(
        (one) => one.sender_type === 'admin' && one.read_at === null,
      );
      expect(unread.length).toBeLessThanOrEqual(view.chat?.user_unread_count ?? 0);
    }
    await traffic;
  });
});

const newestMessages = (chat_id: string) =>
  new QueryCommand({
    TableName: database.table.name,
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :message)',
    ExpressionAttributeValues: { ':pk': `CHAT#${chat_id}`, ':message': 'MESSAGE#' },
    ScanIndexForward: false,
  });
