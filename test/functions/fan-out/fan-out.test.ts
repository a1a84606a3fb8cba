import pMap from 'p-map';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findConnection, putConnection } from '../../../functions/data/connections.ts';
import { messageKey } from '../../../functions/data/keys.ts';
import {
  listSubscriptions,
  subscribe,
  unsubscribe,
} from '../../../functions/data/subscriptions.ts';
import type { Actor } from '../../../functions/domain/actor.ts';
import { chatIdOf } from '../../../functions/domain/chat-id.ts';
import type { DeferredWork } from '../../../functions/domain/deferred-work.ts';
import { emptyChat } from '../../../functions/domain/outgoing-message.ts';
import { fanOut } from '../../../functions/fan-out/fan-out.ts';
import type { Services } from '../../../functions/fan-out/services.ts';
import type { Message } from '../../../protocol/index.ts';
import { aMessage, anAdmin, aUser } from '../../support/builders.ts';
import { type Database, startDatabase } from '../../support/database.ts';
import { fakeConnections } from '../../support/fake-connections.ts';
import { aRecord } from '../../support/stream.ts';

const NOW = new Date();
const chat_id = chatIdOf('alice');

let database: Database;
beforeAll(async () => {
  database = await startDatabase();
  await follow('alice-phone', aUser(), chat_id);
  await follow('alice-laptop', aUser(), chat_id);
  await follow('ada', anAdmin(), null);
  await follow('ada', anAdmin(), chat_id);
  await follow('grace', anAdmin('grace'), null);
  await follow('bob', aUser('bob'), chatIdOf('bob'));
});
afterAll(() => database.stop());

let sockets: ReturnType<typeof fakeConnections>;
let armed: string[];
let disarmed: string[];
let failArming: Set<string>;
let handedOver: DeferredWork[];
let failHandingOver: boolean;
let failures: string[];
let logged: string[];
beforeEach(() => {
  sockets = fakeConnections();
  armed = [];
  disarmed = [];
  failArming = new Set();
  handedOver = [];
  failHandingOver = false;
  failures = [];
  logged = [];
});

async function follow(connection_id: string, actor: Actor, channel: string | null) {
  if (!(await findConnection(database.table, connection_id))) {
    const token_expires_at = NOW.getTime() + 3_600_000;
    await putConnection(database.table, { connection_id, actor, token_expires_at }, NOW);
  }
  const connection = await findConnection(database.table, connection_id);
  if (connection) await subscribe(database.table, connection, channel, NOW);
}

const services = (): Services => ({
  table: database.table,
  connections: sockets.connections,
  replyEmails: {
    async arm({ id }) {
      if (failArming.has(id)) throw new Error('the scheduler is busy');
      armed.push(id);
    },
    async disarm({ id }) {
      if (failArming.has(id)) throw new Error('the scheduler is busy');
      disarmed.push(`${id} after ${armed.length}`);
    },
  },
  async deferWork(work) {
    if (failHandingOver) throw new Error('nobody takes it');
    handedOver.push(work);
  },
  log: (event, { seq }) => logged.push(`${event} ${seq}`),
  now: () => NOW,
  onFailure: (what) => failures.push(what),
});

const sent = (message: Partial<Message>) =>
  aRecord('INSERT', {
    after: {
      ...messageKey(chat_id, 1),
      entity: 'message',
      ...aMessage({ sender_type: 'user', ...message }),
      ...(message.sender_type !== 'admin' && { user_email: 'alice@example.com' }),
    },
  });

const aChat = (chat: Record<string, unknown> = {}) => ({
  entity: 'chat',
  ...emptyChat(
    chat_id,
    { user_id: 'alice', user_email: null, user_name: null, user_verified: true },
    NOW.toISOString(),
  ),
  message_count: 1,
  last_user_seq: 1,
  ...chat,
});

const aSubscription = (connection_id: string, channel: string | null, role: 'user' | 'admin') => ({
  entity: 'subscription',
  connection_id,
  chat_id: channel,
  role,
  actor_id: 'x',
  subscribed_at: NOW.toISOString(),
  expires_at: NOW.getTime() / 1_000 + 60,
});

const types = (connection_id: string) => sockets.pushesTo(connection_id).map(({ type }) => type);

describe('[W5] a message', () => {
  test('of a user reaches the chat’s subscribers and every admin, and nobody else', async () => {
    expect(await fanOut([sent({})], services())).toBeUndefined();
    expect(types('alice-phone')).toEqual(['new_message']);
    expect(types('alice-laptop')).toEqual(['new_message']);
    expect(types('ada')).toEqual(['new_message', 'new_user_message']);
    expect(types('grace')).toEqual(['new_user_message']);
    expect(sockets.pushesTo('grace')).toMatchObject([{ user_email: 'alice@example.com' }]);
    expect(types('bob')).toEqual([]);
    expect(armed).toEqual([]);
  });

  test('that replaces an expired one is new, and one that is read is not', async () => {
    const [before, after] = ['old', 'new'].map((id) => ({
      ...messageKey(chat_id, 1),
      entity: 'message',
      ...aMessage({ id }),
    }));
    if (!before || !after) throw new Error('two messages');
    await fanOut([aRecord('MODIFY', { before, after })], services());
    expect(types('alice-phone')).toEqual(['new_message']);
    const read = { ...after, read_at: NOW.toISOString() };
    await fanOut([aRecord('MODIFY', { before: after, after: read })], services());
    expect(types('alice-phone')).toEqual(['new_message']);
  });

  test('of an admin reaches the chat’s subscribers and arms its email', async () => {
    await fanOut([sent({ id: 'm-1', sender_type: 'admin' })], services());
    expect(types('alice-phone')).toEqual(['new_message']);
    expect(types('grace')).toEqual([]);
    expect(armed).toEqual(['m-1']);
  });
});

describe('[H14] a chat that is joined into another', () => {
  const visitors = chatIdOf('visitor:1');
  const joined = (message: Partial<Message>) =>
    aRecord('INSERT', {
      after: {
        ...messageKey(chat_id, 1),
        entity: 'message',
        ...aMessage({
          sender_type: 'user',
          ...message,
          joined: true,
          created_at: '2026-01-01T00:00:00.000Z',
        }),
        joined_at: '2026-01-02T00:00:00.000Z',
      },
    });
  const source = (chat: Record<string, unknown> = {}) => ({
    ...aChat(),
    chat_id: visitors,
    message_count: 2,
    ...chat,
  });
  const marked = { joining_into: chat_id, joined_up_to: 1 };

  test('pushes no new message, and arms unread ones from the time of joining', async () => {
    const emails: unknown[] = [];
    const records = [joined({ id: 'm-1' }), joined({ id: 'm-2', seq: 2, sender_type: 'admin' })];
    const { replyEmails, ...others } = services();
    const arm = async (message: unknown) => void emails.push(message);
    await fanOut(records, { ...others, replyEmails: { ...replyEmails, arm } });
    for (const id of ['alice-phone', 'ada', 'grace']) expect(types(id)).toEqual([]);
    expect(emails).toEqual([
      { id: 'm-2', chat_id, seq: 2, created_at: '2026-01-02T00:00:00.000Z', joined: true },
    ]);
  });

  test('is finished even if the client disappears', async () => {
    const record = aRecord('MODIFY', { before: source(), after: source(marked) });
    expect(await fanOut([record], services())).toBeUndefined();
    expect(handedOver).toEqual([{ work: 'continue_join', from: visitors, into: chat_id }]);
    const more = { ...marked, joined_up_to: 2 };
    await fanOut([aRecord('MODIFY', { before: source(marked), after: source(more) })], services());
    expect(handedOver).toHaveLength(1);
    failHandingOver = true;
    expect(await fanOut([record], services())).toBe(0);
  });

  test('notifies the subscribers of both chats once, and the inbox that the old chat is gone', async () => {
    await follow('visitor-tab', { kind: 'visitor', id: 'visitor:1' }, visitors);
    await follow('ada', anAdmin(), visitors);
    const before = source({ ...marked, joined_up_to: 2 });
    await fanOut([aRecord('REMOVE', { before })], services());
    const push = { type: 'chat_joined', chat_id: visitors, into: chat_id };
    expect(sockets.pushesTo('visitor-tab')).toEqual([push]);
    expect(sockets.pushesTo('alice-phone')).toEqual([push]);
    expect(sockets.pushesTo('ada')).toEqual([push, { type: 'chat_erased', chat_id: visitors }]);
    expect(types('grace')).toEqual(['chat_erased']);
  });

  test('and is erased before everything is copied, is only erased', async () => {
    await fanOut([aRecord('REMOVE', { before: source(marked) })], services());
    for (const id of ['alice-phone', 'visitor-tab']) expect(types(id)).toEqual([]);
    expect(types('ada')).toEqual(['chat_erased']);
  });
});

describe('[W6, W8] a batch', () => {
  test('makes one frame per connection, in order', async () => {
    const records = [1, 2, 3].map((seq) => sent({ seq }));
    await fanOut(records, services());
    expect(sockets.framesTo('alice-phone')).toHaveLength(1);
    const seqs = sockets
      .pushesTo('alice-phone')
      .map((push) => (push.type === 'new_message' ? push.message.seq : 0));
    expect(seqs).toEqual([1, 2, 3]);
  });

  test('is split when a frame is full', async () => {
    const content = 'x'.repeat(4_000);
    await fanOut(
      Array.from({ length: 20 }, (_, i) => sent({ seq: i + 1, content })),
      services(),
    );
    const frames = sockets.framesTo('alice-phone');
    expect(frames.length).toBeGreaterThan(1);
    expect(sockets.pushesTo('alice-phone')).toHaveLength(20);
    for (const frame of frames) expect(Buffer.byteLength(frame)).toBeLessThanOrEqual(32 * 1_024);
  });
});

describe('[W7] a connection', () => {
  test('that is gone is removed and does not affect the others', async () => {
    await follow('lost', aUser(), chat_id);
    sockets.gone.add('lost');
    expect(await fanOut([sent({})], services())).toBeUndefined();
    expect(types('alice-phone')).toEqual(['new_message']);
    expect(await findConnection(database.table, 'lost')).toBeUndefined();
    const left = await listSubscriptions(database.table, chat_id, NOW);
    expect(left.map(({ connection_id }) => connection_id)).not.toContain('lost');
  });

  test.each(['throttled', 'silent'] as const)(
    'that is %s is closed and forgotten alone, and the record is done',
    async (trouble) => {
      await follow('stuck', aUser(), chat_id);
      sockets[trouble].add('stuck');
      expect(await fanOut([sent({}), sent({ seq: 2 })], services())).toBeUndefined();
      expect(types('alice-phone')).toEqual(['new_message', 'new_message']);
      expect(sockets.framesTo('alice-phone')).toHaveLength(1);
      expect(sockets.closed).toEqual(['stuck']);
      expect(await findConnection(database.table, 'stuck')).toBeUndefined();
      expect(failures).toEqual([]);
    },
  );

  test('is not closed if many are throttled at once: the record is retried', async () => {
    const crowd = Array.from({ length: 10 }, (_, n) => `crowd-${n}`);
    for (const id of crowd) {
      await follow(id, aUser('crowd'), chatIdOf('crowd'));
      sockets.throttled.add(id);
    }
    const toCrowd = aRecord('INSERT', {
      after: { ...messageKey(chatIdOf('crowd'), 1), entity: 'message', ...aMessage() },
    });
    expect(await fanOut([sent({}), toCrowd], services())).toBe(1);
    expect(sockets.closed).toEqual([]);
    expect(await findConnection(database.table, 'crowd-0')).toBeDefined();
    expect(failures).toEqual(['push']);
    expect(logged).toHaveLength(1);

    // Nine of them are their own trouble.
    sockets.throttled.delete('crowd-9');
    expect(await fanOut([toCrowd], services())).toBeUndefined();
    expect(sockets.closed.sort()).toEqual(crowd.slice(0, 9));
  });

  test('is closed if many are throttled, but only a small share', async () => {
    const crowd = Array.from({ length: 60 }, (_, n) => `all-${n}`);
    const others = chatIdOf('many');
    for (const id of crowd) await follow(id, aUser('many'), others);
    for (const id of crowd.slice(0, 10)) sockets.silent.add(id);
    const record = aRecord('INSERT', {
      after: { ...messageKey(others, 1), entity: 'message', ...aMessage() },
    });
    expect(await fanOut([record], services())).toBeUndefined();
    expect(sockets.closed).toHaveLength(10);
    expect(sockets.framesTo('all-59')).toHaveLength(1);
  });

  test('is not closed while the gateway fails: the first affected record is retried', async () => {
    await follow('stuck', aUser(), chat_id);
    sockets.throttled.add('stuck');
    sockets.broken.add('bob');
    const toBob = aRecord('INSERT', {
      after: { ...messageKey(chatIdOf('bob'), 1), entity: 'message', ...aMessage() },
    });
    expect(await fanOut([toBob, sent({}), sent({ seq: 2 })], services())).toBe(0);
    expect(types('alice-phone')).toEqual(['new_message', 'new_message']);
    expect(sockets.closed).toEqual([]);
    expect(await findConnection(database.table, 'stuck')).toBeDefined();
    expect(failures).toEqual(['push']);
    await unsubscribe(database.table, 'stuck', chat_id);
  });
});

describe('emails after pushes:', () => {
  test('live chat works while no email can be armed, and those emails are deferred', async () => {
    failArming.add('m-2');
    const records = [1, 2, 3].map((n) => sent({ id: `m-${n}`, seq: n, sender_type: 'admin' }));
    expect(await fanOut(records, services())).toBeUndefined();
    expect(sockets.pushesTo('alice-phone')).toHaveLength(3);
    expect(armed).toEqual(['m-1', 'm-3']);
    const { id, seq, created_at } = aMessage({ id: 'm-2', seq: 2 });
    // What is handed over holds no text.
    const message = { id, chat_id: expect.any(String), seq, created_at };
    expect(handedOver).toEqual([{ work: 'arm_reply_email', message }]);
    expect(failures).toEqual(['email']);
  });

  test('the record of an email that cannot be deferred is retried', async () => {
    failArming.add('m-2');
    failHandingOver = true;
    const records = [1, 2, 3].map((n) => sent({ id: `m-${n}`, seq: n, sender_type: 'admin' }));
    expect(await fanOut(records, services())).toBe(1);
    expect(failures).toEqual(['email', 'deferred-work']);
  });

  test('only the record of a chat whose subscribers cannot be read is retried, with its email', async () => {
    const client = Object.assign(Object.create(database.table.client), {
      send(command: Parameters<typeof database.table.client.send>[0]) {
        const text = JSON.stringify(command.input);
        if (text.includes(chatIdOf('bob'))) return Promise.reject(new Error('throttled'));
        return database.table.client.send(command);
      },
    });
    const toBob = aRecord('INSERT', {
      after: {
        entity: 'message',
        ...aMessage({ id: 'm-bob', sender_type: 'admin' }),
        ...messageKey(chatIdOf('bob'), 1),
      },
    });
    const using = { ...services(), table: { client, name: database.table.name } };
    expect(await fanOut([sent({}), toBob, sent({ seq: 2 })], using)).toBe(1);
    expect(types('alice-phone')).toEqual(['new_message', 'new_message']);
    expect(armed).toEqual(['m-bob']);
    expect(failures).toEqual(['push']);
  });

  test('a record whose pushes fail still arms its email', async () => {
    sockets.broken.add('alice-phone');
    const record = sent({ id: 'm-1', sender_type: 'admin' });
    expect(await fanOut([record], services())).toBe(0);
    expect(armed).toEqual(['m-1']);
  });

  test('the batch stops at a record that cannot be read', async () => {
    const poison = aRecord('INSERT', { after: { entity: 'message', seq: 'seven' } });
    expect(await fanOut([sent({}), poison, sent({ seq: 2 })], services())).toBe(1);
    expect(types('alice-phone')).toEqual(['new_message']);
    expect(failures).toEqual(['record']);
  });
});

describe('a chat’s change', () => {
  test('shows in the inbox of every admin', async () => {
    await fanOut([aRecord('INSERT', { after: aChat() })], services());
    expect(sockets.pushesTo('grace')).toMatchObject([
      { type: 'chat_updated', chat: { id: chat_id, unread: true } },
    ]);
    expect(types('alice-phone')).toEqual([]);
  });

  test('that is not visible is not pushed', async () => {
    const record = aRecord('MODIFY', {
      before: aChat(),
      after: aChat({ emailed_up_to: 1, updated_at: 'later' }),
    });
    await fanOut([record], services());
    expect(types('grace')).toEqual([]);
  });

  test('by reading is pushed to the chat', async () => {
    const read = { user_read_up_to: 1, user_read_at: NOW.toISOString() };
    await fanOut([aRecord('MODIFY', { before: aChat(), after: aChat(read) })], services());
    expect(sockets.pushesTo('alice-phone')).toEqual([
      { type: 'messages_read', chat_id, reader: 'user', up_to: 1, read_at: NOW.toISOString() },
    ]);
  });

  test('by writing moves the sender’s mark without a read push', async () => {
    const before = aChat({ user_read_at: NOW.toISOString() });
    const after = { ...before, message_count: 2, user_read_up_to: 2 };
    await fanOut([aRecord('MODIFY', { before, after })], services());
    expect(types('alice-phone')).toEqual([]);
  });
});

describe('[D11] an erased chat', () => {
  const erased = (message: Partial<Message>) =>
    aRecord('REMOVE', {
      before: {
        ...messageKey(chat_id, 1),
        entity: 'message',
        ...aMessage({ sender_type: 'user', ...message }),
      },
    });

  test('is pushed to every admin, and not to its user', async () => {
    await fanOut([aRecord('REMOVE', { before: aChat() })], services());
    expect(sockets.pushesTo('grace')).toEqual([{ type: 'chat_erased', chat_id }]);
    expect(types('ada')).toEqual(['chat_erased']);
    expect(types('alice-phone')).toEqual([]);
  });

  test('has no armed email, even if it was armed in the same batch', async () => {
    const admins = { id: 'm-1', sender_type: 'admin' as const };
    await fanOut([sent(admins), erased(admins), erased({ id: 'm-2' })], services());
    expect(disarmed).toEqual(['m-1 after 1']);
  });

  test('defers cancelling an email that could not be cancelled', async () => {
    failArming.add('m-1');
    const record = erased({ id: 'm-1', sender_type: 'admin' });
    expect(await fanOut([record], services())).toBeUndefined();
    expect(handedOver).toMatchObject([{ work: 'disarm_reply_email', message: { id: 'm-1' } }]);
  });
});

describe('[S7] a connection whose token has ended', () => {
  const HOUR_MS = 3_600_000;
  const later = (): Services => ({ ...services(), now: () => new Date(NOW.getTime() + HOUR_MS) });

  test('gets no push and does not count as present', async () => {
    await fanOut(
      [
        sent({}),
        aRecord('INSERT', { after: aChat() }),
        aRecord('INSERT', {
          after: {
            ...aSubscription('eve', null, 'admin'),
            expires_at: NOW.getTime() / 1_000 + 9_000,
          },
        }),
      ],
      later(),
    );
    for (const id of ['alice-phone', 'alice-laptop', 'ada', 'grace', 'bob']) {
      expect(types(id)).toEqual([]);
    }
  });

  test('gets no more pushes, even in the middle of a batch', async () => {
    let clock = NOW;
    const { post } = sockets.connections;
    const using: Services = {
      ...services(),
      now: () => clock,
      connections: {
        close: async () => {},
        async post(connection_id, frame) {
          clock = new Date(NOW.getTime() + HOUR_MS);
          return post(connection_id, frame);
        },
      },
    };
    await follow('carol', aUser('carol'), chatIdOf('carol'));
    // Too much for one frame.
    const content = 'x'.repeat(20_000);
    const messages = [1, 2, 3].map((seq) => {
      const key = messageKey(chatIdOf('carol'), seq);
      return aRecord('INSERT', {
        after: { entity: 'message', ...aMessage({ seq, content }), ...key },
      });
    });
    expect(await fanOut(messages, using)).toBeUndefined();
    expect(sockets.framesTo('carol')).toHaveLength(1);
  });
});

describe('presence', () => {
  test('of a user is pushed to admins, once each', async () => {
    await fanOut(
      [aRecord('INSERT', { after: aSubscription('alice-phone', chat_id, 'user') })],
      services(),
    );
    expect(sockets.pushesTo('ada')).toEqual([{ type: 'presence', chat_id, user_online: true }]);
    expect(types('grace')).toEqual(['presence']);
    expect(types('alice-laptop')).toEqual([]);
  });

  test('is pushed to a new subscriber, as it is then', async () => {
    await fanOut(
      [
        aRecord('INSERT', { after: aSubscription('ada', chat_id, 'admin') }),
        aRecord('INSERT', { after: aSubscription('bob', chatIdOf('bob'), 'user') }),
      ],
      services(),
    );
    expect(sockets.pushesTo('ada').slice(0, 2)).toEqual([
      { type: 'presence', chat_id, user_online: true },
      { type: 'viewers', chat_id, names: [] },
    ]);
    expect(sockets.pushesTo('bob')).toEqual([{ type: 'admins_online', online: true }]);
  });

  test('of colleagues in a chat is pushed to each admin there, and to nobody else', async () => {
    const open = chatIdOf('carol');
    await follow('ada', anAdmin(), open);
    await follow('ada-again', anAdmin(), open);
    await follow('carol', aUser('carol'), open);
    await fanOut([aRecord('INSERT', { after: aSubscription('ada', open, 'admin') })], services());
    expect(sockets.pushesTo('ada')).toContainEqual({ type: 'viewers', chat_id: open, names: [] });

    await follow('hopper', { ...anAdmin('grace'), name: 'Grace' }, open);
    await fanOut(
      [aRecord('INSERT', { after: aSubscription('hopper', open, 'admin') })],
      services(),
    );
    const viewers = (id: string) => sockets.pushesTo(id).filter(({ type }) => type === 'viewers');
    expect(viewers('ada').at(-1)).toMatchObject({ names: ['Grace'] });
    expect(viewers('ada-again').at(-1)).toMatchObject({ names: ['Grace'] });
    expect(viewers('hopper')).toEqual([{ type: 'viewers', chat_id: open, names: ['Ada'] }]);

    await unsubscribe(database.table, 'hopper', open);
    await fanOut(
      [aRecord('REMOVE', { before: aSubscription('hopper', open, 'admin') })],
      services(),
    );
    expect(viewers('ada').at(-1)).toMatchObject({ names: [] });
    expect(viewers('hopper')).toHaveLength(1);
    expect(types('carol')).toEqual([]);
    expect(types('alice-phone')).toEqual([]);
  });

  test('ends with the last of the user’s connections only', async () => {
    const removed = (id: string, channel: string) =>
      aRecord('REMOVE', { before: aSubscription(id, channel, 'user') });
    await fanOut([removed('closed', chat_id)], services());
    expect(types('ada')).toEqual([]);
    await fanOut([removed('closed', chatIdOf('nobody'))], services());
    expect(sockets.pushesTo('ada')).toMatchObject([{ user_online: false }]);
  });

  const idsOf = (work: DeferredWork | undefined) =>
    work?.work === 'push_admins_online'
      ? work.connections.map(({ connection_id }) => connection_id)
      : [];
  const firstAdmin = aRecord('INSERT', {
    after: { ...aSubscription('ada', null, 'admin'), subscribed_at: '2020-01-01T00:00:00.000Z' },
  });

  test('of admins is deferred, to be pushed to users when the first admin comes', async () => {
    await fanOut([firstAdmin], services());
    const [work, ...others] = handedOver;
    expect(others).toEqual([]);
    expect(work?.work).toBe('push_admins_online');
    expect(idsOf(work)).toEqual(expect.arrayContaining(['bob', 'alice-phone', 'alice-laptop']));
    expect(idsOf(work)).not.toContain('ada');
    expect(types('bob')).toEqual([]);
  });

  test('of admins is deferred for 500 connections at a time', async () => {
    const ids = Array.from({ length: 501 }, (_, n) => `many-${n}`);
    const actor = aUser('many-connections');
    const token_expires_at = NOW.getTime() + 3_600_000;
    await pMap(
      ids,
      (connection_id) =>
        putConnection(database.table, { connection_id, actor, token_expires_at }, NOW),
      { concurrency: 20 },
    );
    await fanOut([firstAdmin], services());
    const chunks = handedOver.map(idsOf);
    expect(chunks.slice(0, -1).every(({ length }) => length === 500)).toBe(true);
    expect(chunks.at(-1)?.length).toBeLessThanOrEqual(500);
    expect(new Set(chunks.flat()).size).toBe(chunks.flat().length);
    expect(chunks.flat()).toEqual(expect.arrayContaining(ids));
  });

  test('of admins that cannot be deferred makes its record be retried', async () => {
    failHandingOver = true;
    expect(await fanOut([sent({}), firstAdmin], services())).toBe(1);
  });
});

describe('a subscription that flaps', () => {
  const TIMES = 50;
  const came = (id: string, channel: string | null, role: 'user' | 'admin') =>
    aRecord('INSERT', { after: aSubscription(id, channel, role) });
  const left = (id: string, channel: string | null, role: 'user' | 'admin') =>
    aRecord('REMOVE', { before: aSubscription(id, channel, role) });
  const flaps = (...[id, channel, role]: Parameters<typeof came>) =>
    Array.from({ length: TIMES }, () => [left(id, channel, role), came(id, channel, role)]).flat();

  test('of a user who is online in the end is no change, and they get the current state once', async () => {
    await fanOut(flaps('alice-phone', chat_id, 'user'), services());
    expect(types('ada')).toEqual([]);
    expect(types('grace')).toEqual([]);
    expect(sockets.pushesTo('alice-phone')).toEqual([{ type: 'admins_online', online: true }]);
  });

  test('of a user who was offline before and is offline in the end is no change either', async () => {
    const nobody = chatIdOf('nobody');
    const records = flaps('gone', nobody, 'user');
    await fanOut(
      [came('gone', nobody, 'user'), ...records, left('gone', nobody, 'user')],
      services(),
    );
    expect(types('ada')).toEqual([]);
  });

  test('of a user who leaves in the end is pushed once', async () => {
    const nobody = chatIdOf('nobody');
    await fanOut([...flaps('gone', nobody, 'user'), left('gone', nobody, 'user')], services());
    expect(sockets.pushesTo('grace')).toEqual([
      { type: 'presence', chat_id: nobody, user_online: false },
    ]);
  });

  test('by a new connection that replaces another is no change', async () => {
    await fanOut(
      [left('alice-tablet', chat_id, 'user'), came('alice-phone', chat_id, 'user')],
      services(),
    );
    expect(types('grace')).toEqual([]);
    expect(types('alice-phone')).toEqual(['admins_online']);
  });

  test('of an admin in a chat is pushed to no colleague', async () => {
    const shared = chatIdOf('dora');
    await follow('ada-in-dora', anAdmin(), shared);
    await follow('grace-in-dora', { ...anAdmin('grace'), name: 'Grace' }, shared);
    await fanOut(flaps('grace-in-dora', shared, 'admin'), services());
    expect(types('ada-in-dora')).toEqual([]);
    expect(sockets.pushesTo('grace-in-dora')).toEqual([
      { type: 'presence', chat_id: shared, user_online: false },
      { type: 'viewers', chat_id: shared, names: ['Ada'] },
    ]);
  });

  test('of the only admin is pushed to no user', async () => {
    await fanOut(flaps('ada', null, 'admin'), services());
    expect(handedOver).toEqual([]);
  });
});
