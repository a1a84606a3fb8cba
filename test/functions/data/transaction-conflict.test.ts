import {
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb';
import { DeleteCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getChat, markViewed, setArchived } from '../../../functions/data/chats.ts';
import {
  findConnection,
  putConnection,
  recordTyping,
} from '../../../functions/data/connections.ts';
import {
  completeEmailLock,
  lockEmail,
  releaseEmailLock,
} from '../../../functions/data/email-locks.ts';
import { sendMessage } from '../../../functions/data/send-message.ts';
import { removeConnection, subscribe, unsubscribe } from '../../../functions/data/subscriptions.ts';
import type { Table } from '../../../functions/data/table.ts';
import { chatIdOf } from '../../../functions/domain/chat-id.ts';
import { anOutgoingMessage, aUser } from '../../support/builders.ts';
import { type Database, startDatabase } from '../../support/database.ts';

let database: Database;
beforeAll(async () => {
  database = await startDatabase();
});
afterAll(() => database.stop());

const NOW = new Date();
const at = NOW.toISOString();

/** The table while each of these kinds of write meets trouble once. */
function troubled(table: Table, trouble: (command: unknown) => Error | undefined): Table {
  let isPast = false;
  const client = Object.assign(Object.create(table.client), {
    send(command: Parameters<typeof table.client.send>[0]) {
      const error = isPast ? undefined : trouble(command);
      if (!error) return table.client.send(command);
      isPast = true;
      return Promise.reject(error);
    },
  });
  return { client, name: table.name };
}

/** What DynamoDB answers to a plain write of an item that a transaction holds. */
const heldByTransaction = (table: Table) =>
  troubled(table, (command) =>
    command instanceof UpdateCommand || command instanceof DeleteCommand
      ? new TransactionConflictException({ $metadata: {}, message: 'held' })
      : undefined,
  );

const throttled = (table: Table) =>
  troubled(table, (command) =>
    command instanceof TransactWriteCommand
      ? new TransactionCanceledException({
          $metadata: {},
          message: 'cancelled',
          CancellationReasons: [{ Code: 'None' }, { Code: 'ThrottlingError' }, { Code: 'None' }],
        })
      : undefined,
  );

let users = 0;
async function aChat() {
  users += 1;
  const user = aUser(`user-${users}`);
  const chat_id = chatIdOf(user.id);
  const outgoing = anOutgoingMessage({ chat_id });
  await sendMessage(database.table, { actor: user, outgoing, shards: 1, now: () => NOW });
  return getChat(database.table, chat_id);
}

async function aConnection(connection_id: string) {
  const actor = aUser();
  const token_expires_at = NOW.getTime() + 3_600_000;
  await putConnection(database.table, { connection_id, actor, token_expires_at }, NOW);
  const connection = await findConnection(database.table, connection_id);
  if (!connection) throw new Error('not stored');
  return connection;
}

describe('a plain write that conflicts with a transaction is retried:', () => {
  test('a chat is viewed', async () => {
    const viewed = await markViewed(heldByTransaction(database.table), await aChat(), 1, at);
    expect(viewed.admin_viewed_seq).toBe(1);
  });

  test('a chat is archived', async () => {
    const { chat_id } = await aChat();
    const chat = await setArchived(heldByTransaction(database.table), chat_id, true, 1, at);
    expect(chat.archived_at).toBe(at);
  });

  test('an email is locked, and a sent one is recorded rather than sent twice', async () => {
    const chat = await aChat();
    const lock = { id: 'lock', chat_id: chat.chat_id, up_to: 1 };
    expect(await lockEmail(heldByTransaction(database.table), chat, lock, NOW)).toEqual(lock);
    await completeEmailLock(heldByTransaction(database.table), lock);
    expect((await getChat(database.table, chat.chat_id)).emailed_up_to).toBe(1);
  });

  test('a lock is released', async () => {
    const chat = await aChat();
    const lock = { id: 'lock', chat_id: chat.chat_id, up_to: 1 };
    await lockEmail(database.table, chat, lock, NOW);
    await releaseEmailLock(heldByTransaction(database.table), lock);
    expect(await lockEmail(database.table, chat, lock, NOW)).toEqual(lock);
  });

  test('[W9] typing is announced', async () => {
    await aConnection('typing');
    expect(await recordTyping(heldByTransaction(database.table), 'typing', NOW)).toBe(true);
  });

  test('a subscription and a connection end', async () => {
    const connection = await aConnection('leaving');
    await subscribe(database.table, connection, chatIdOf('alice'), NOW);
    await unsubscribe(heldByTransaction(database.table), 'leaving', chatIdOf('alice'));
    await subscribe(database.table, connection, chatIdOf('alice'), NOW);
    await removeConnection(heldByTransaction(database.table), 'leaving');
    expect(await findConnection(database.table, 'leaving')).toBeUndefined();
  });
});

test('a message whose transaction is throttled is retried', async () => {
  const chat_id = chatIdOf('throttled');
  const message = await sendMessage(throttled(database.table), {
    actor: aUser('throttled'),
    outgoing: anOutgoingMessage({ chat_id }),
    shards: 1,
    now: () => NOW,
  });
  expect(message.seq).toBe(1);
});
