import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { findChat } from '../../../functions/data/chats.ts';
import { findConnection, putConnection } from '../../../functions/data/connections.ts';
import { joinChat } from '../../../functions/data/join-chat.ts';
import { sendMessage } from '../../../functions/data/send-message.ts';
import { removeConnection, subscribe } from '../../../functions/data/subscriptions.ts';
import { doWork, type Services } from '../../../functions/deferred-work/do-work.ts';
import { chatIdOf } from '../../../functions/domain/chat-id.ts';
import type { DeferredWork } from '../../../functions/domain/deferred-work.ts';
import { anAdmin, anOutgoingMessage, aUser } from '../../support/builders.ts';
import { type Database, startDatabase } from '../../support/database.ts';
import { fakeConnections } from '../../support/fake-connections.ts';

let database: Database;
beforeAll(async () => {
  database = await startDatabase();
});
afterAll(() => database.stop());

let sockets: ReturnType<typeof fakeConnections>;
let armed: string[];
let disarmed: string[];
beforeEach(() => {
  sockets = fakeConnections();
  armed = [];
  disarmed = [];
});

const NOW = new Date();
const message = { id: 'm-1', chat_id: 'c-1', seq: 1, created_at: NOW.toISOString() };

function work(asked: DeferredWork, arm?: Services['replyEmails']['arm']) {
  return doWork(asked, {
    table: database.table,
    connections: sockets.connections,
    replyEmails: {
      arm: arm ?? (async ({ id }) => void armed.push(id)),
      disarm: async ({ id }) => void disarmed.push(id),
    },
    shards: 1,
    retentionDays: 0,
    now: () => NOW,
  });
}

async function adminComes(connection_id: string) {
  const token_expires_at = NOW.getTime() + 3_600_000;
  await putConnection(database.table, { connection_id, actor: anAdmin(), token_expires_at }, NOW);
  const connection = await findConnection(database.table, connection_id);
  if (connection) await subscribe(database.table, connection, null, NOW);
}

test('an email is armed or cancelled', async () => {
  await work({ work: 'arm_reply_email', message });
  await work({ work: 'disarm_reply_email', message });
  expect([armed, disarmed]).toEqual([['m-1'], ['m-1']]);
});

test('[H14] a joining that has begun is finished by the same rules', async () => {
  const [visitor, user] = [{ kind: 'visitor' as const, id: 'visitor:1' }, aUser()];
  const [from, into] = [chatIdOf(visitor.id), chatIdOf(user.id)];
  const request = { shards: 1, retentionDays: 0, now: () => NOW };
  for (let n = 0; n < 80; n += 1) {
    const outgoing = anOutgoingMessage({ chat_id: from });
    await sendMessage(database.table, { actor: visitor, outgoing, ...request });
  }
  // Nothing has begun: nobody but the user begins it.
  await work({ work: 'continue_join', from, into });
  expect(await findChat(database.table, into)).toBeUndefined();
  let looks = 0;
  const join = { from, into, actor: user, ...request };
  expect(await joinChat(database.table, join, () => ++looks > 1)).toBe(false);
  await work({ work: 'continue_join', from, into });
  expect(await findChat(database.table, into)).toMatchObject({
    message_count: 80,
    user_id: user.id,
  });
  expect(await findChat(database.table, from)).toBeUndefined();
});

test('an email that still cannot be armed fails, so that it is retried', async () => {
  const busy = () => Promise.reject(new Error('the scheduler is busy'));
  await expect(work({ work: 'arm_reply_email', message }, busy)).rejects.toThrow('busy');
});

test('users get the current state of whether an admin is online, and no connection delays the others', async () => {
  sockets.broken.add('two');
  sockets.gone.add('three');
  const tell = () =>
    work({
      work: 'push_admins_online',
      connections: ['one', 'two', 'three', 'four'].map((connection_id) => ({
        connection_id,
        expires_at: NOW.getTime() / 1_000 + 60,
      })),
    });
  await adminComes('ada');
  await tell();
  await removeConnection(database.table, 'ada');
  await tell();
  for (const id of ['one', 'four']) {
    expect(sockets.pushesTo(id)).toEqual([
      { type: 'admins_online', online: true },
      { type: 'admins_online', online: false },
    ]);
  }
});

test('nothing is pushed to a connection that has ended', async () => {
  const expires_at = NOW.getTime() / 1_000 - 1;
  await work({ work: 'push_admins_online', connections: [{ connection_id: 'late', expires_at }] });
  expect(sockets.framesTo('late')).toEqual([]);
});

test('a state that changes while it is pushed is pushed again', async () => {
  await adminComes('grace');
  const { post } = sockets.connections;
  sockets.connections.post = async (connection_id, frame) => {
    await removeConnection(database.table, 'grace');
    return post(connection_id, frame);
  };
  const expires_at = NOW.getTime() / 1_000 + 60;
  await work({ work: 'push_admins_online', connections: [{ connection_id: 'one', expires_at }] });
  expect(sockets.pushesTo('one')).toMatchObject([{ online: true }, { online: false }]);
});
