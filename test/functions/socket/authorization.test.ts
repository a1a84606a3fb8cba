import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findConnection, putConnection } from '../../../functions/data/connections.ts';
import { sendMessage } from '../../../functions/data/send-message.ts';
import { subscribe } from '../../../functions/data/subscriptions.ts';
import type { Actor } from '../../../functions/domain/actor.ts';
import { chatIdOf } from '../../../functions/domain/chat-id.ts';
import { runCommand } from '../../../functions/socket/run-command.ts';
import type { Services } from '../../../functions/socket/services.ts';
import type { Action, CommandInput } from '../../../protocol/index.ts';
import { anAdmin, anOutgoingMessage, aUser } from '../../support/builders.ts';
import { type Database, startDatabase } from '../../support/database.ts';
import { COMMON_ENVIRONMENT } from '../../support/environment.ts';
import { fakeConnections } from '../../support/fake-connections.ts';

let database: Database;
beforeAll(async () => {
  database = await startDatabase();
});
afterAll(() => database.stop());

let sockets: ReturnType<typeof fakeConnections>;
beforeEach(() => {
  sockets = fakeConnections();
});

const now = () => new Date();
const services = (): Services => ({
  environment: {
    ...COMMON_ENVIRONMENT,
    CONNECTIONS_ENDPOINT: 'https://chat.example/ws',
    ADMIN_ISSUER: 'https://issuer.example',
    ADMIN_CLIENT_ID: 'client',
  },
  table: database.table,
  connections: sockets.connections,
  commandRate: () => 'allowed',
  verifyAdmin: () => Promise.reject(new Error('not asked here')),
  keys: () => Promise.reject(new Error('not asked here')),
  log: () => {},
  onFailure: (what, error) => {
    throw new Error(`${what} failed`, { cause: error });
  },
  now,
});

const ACTORS: Record<string, Actor> = {
  'a user': aUser('alice'),
  'a visitor': { kind: 'visitor', id: 'visitor:1' },
  'an admin': anAdmin(),
};

/** Someone else's chat, with a message to read and somebody who follows it. */
const bob = aUser('bob');
const bobsChat = chatIdOf(bob.id);
beforeAll(async () => {
  await open('bob-window', bob);
  const connection = await findConnection(database.table, 'bob-window');
  if (connection) await subscribe(database.table, connection, bobsChat, now());
  for (const actor of [bob, anAdmin()]) {
    const outgoing = anOutgoingMessage({ chat_id: bobsChat });
    await sendMessage(database.table, { actor, outgoing, shards: 1, now });
  }
});

const open = (connection_id: string, actor: Actor) =>
  putConnection(
    database.table,
    { connection_id, actor, token_expires_at: Date.now() + 3_600_000 },
    now(),
  );

type Outcome = 'done' | 'forbidden';

/** Every command about somebody's chat, and what becomes of it in one's own and in another's. */
const ABOUT_A_CHAT: Partial<Record<Action, (chat_id: string) => CommandInput>> = {
  subscribe: (chat_id) => ({ action: 'subscribe', channel: 'chat', chat_id }),
  send_message: (chat_id) => ({
    action: 'send_message',
    chat_id,
    content: 'hello',
    client_id: crypto.randomUUID(),
  }),
  mark_read: (chat_id) => ({ action: 'mark_read', chat_id, up_to: 2 }),
  typing: (chat_id) => ({ action: 'typing', chat_id, is_typing: true }),
};
/** Nothing of another's chat is told or changed by these. */
const ABOUT_ONESELF: readonly Action[] = ['unsubscribe', 'ping'];

async function outcomeOf(connection_id: string, command: CommandInput): Promise<Outcome> {
  const frame = JSON.stringify(command);
  const reply = await runCommand(connection_id, frame, services(), (error) => {
    throw error;
  });
  const code = reply && 'code' in reply ? reply.code : undefined;
  if (code !== undefined && code !== 'forbidden') throw new Error(`answered ${code}`);
  return code ?? 'done';
}

test('every command is tested here', async () => {
  const { COMMAND_SCHEMAS } = await import('../../../protocol/index.ts');
  expect([...Object.keys(ABOUT_A_CHAT), ...ABOUT_ONESELF].sort()).toEqual(
    Object.keys(COMMAND_SCHEMAS).sort(),
  );
});

describe.each(Object.keys(ACTORS))('%s', (name) => {
  const actor = ACTORS[name] ?? aUser();
  const isAdmin = actor.kind === 'admin';

  test.each(Object.entries(ABOUT_A_CHAT))(
    `may %s in ${isAdmin ? 'any' : 'the own'} chat only`,
    async (action, command) => {
      const connection_id = `${name}-${action}`;
      await open(connection_id, actor);
      const before = await database.items();
      const outcome = await outcomeOf(connection_id, command(bobsChat));
      expect(outcome).toBe(isAdmin ? 'done' : 'forbidden');
      // What is refused leaves no trace: no item is touched, and nobody is told.
      if (!isAdmin) {
        expect(await database.items()).toEqual(before);
        expect(sockets.framesTo('bob-window')).toEqual([]);
        return;
      }
      expect([before, sockets.framesTo('bob-window')]).not.toEqual([await database.items(), []]);
    },
  );

  test('only lets admins subscribe to the admin channel', async () => {
    const connection_id = `${name}-admins`;
    await open(connection_id, actor);
    const outcome = await outcomeOf(connection_id, { action: 'subscribe', channel: 'admin' });
    expect(outcome).toBe(isAdmin ? 'done' : 'forbidden');
  });

  if (isAdmin) return;
  test.each(Object.entries(ABOUT_A_CHAT))('may %s in the own chat', async (action, command) => {
    const connection_id = `${name}-own-${action}`;
    await open(connection_id, actor);
    expect(await outcomeOf(connection_id, command(chatIdOf(actor.id)))).toBe('done');
  });
});
