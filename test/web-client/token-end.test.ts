import { describe, expect, test } from 'vitest';
import { createAdminClient } from '../../web-client/admin-client.ts';
import { aListItem, aToken } from '../support/builders.ts';
import { createFakePlatform } from './support/fake-platform.ts';
import { createModelServer } from './support/model-server.ts';
import { type OpenChat, openChat } from './support/open-chat.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

type Life = {
  lifeMs: number;
  /** How far the browser's clock runs ahead of the server's. */
  aheadMs?: number;
  /** Whether the app's tokens say when they were made. */
  hasIat?: boolean;
  /** How long the app keeps a token before it makes another, whatever it is asked for. */
  keptMs?: number;
};

/** A chat whose app gives tokens that end. The clock of the platform is the browser's. */
async function openEnding({ lifeMs, aheadMs = 0, hasIat = true, keptMs = 0 }: Life) {
  const server = createModelServer();
  let made = { at: -Infinity, token: '' };
  const opened: { platform?: OpenChat['platform'] } = {};
  const startsAt = Date.parse('2026-01-01T00:00:00.000Z');
  const trueNow = () => (opened.platform?.now() ?? startsAt) - aheadMs;
  server.now = trueNow;
  let isDown = false;
  let asked = 0;
  const getToken = async () => {
    asked += 1;
    if (isDown) throw new Error('the company’s server is down');
    if (trueNow() - made.at >= keptMs) {
      const iat = Math.floor(trueNow() / SECOND_MS);
      const exp = iat + lifeMs / SECOND_MS;
      made = { at: trueNow(), token: aToken({ sub: 'user-1', exp, ...(hasIat && { iat }) }) };
    }
    return made.token;
  };
  const all = await openChat({ server, startsAt, options: { getToken } });
  opened.platform = all.platform;
  const states: string[] = [];
  all.client.onConnectionState((state) => states.push(state));
  return {
    ...all,
    states,
    asked: () => asked,
    setDown: (next: boolean) => (isDown = next),
    /** Lets time pass while somebody writes, and tells the fewest live subscriptions meanwhile. */
    async live(forMs: number, everyMs: number) {
      let fewest = Infinity;
      for (let passed = 0; passed < forMs; passed += everyMs) {
        await all.platform.advance(everyMs);
        fewest = Math.min(fewest, server.subscribers());
        server.commit({ client_id: `c-${server.committed.length + 1}` });
      }
      await all.platform.advance(SECOND_MS);
      return fewest;
    },
    expected: () => server.committed.map(({ seq, content }) => `${seq}:${content}`),
  };
}

describe('[W11] a token that ends before the connection would', () => {
  test.each([
    ['an hour and two minutes', { lifeMs: 62 * MINUTE_MS }, 180 * MINUTE_MS, MINUTE_MS],
    ['five minutes', { lifeMs: 5 * MINUTE_MS }, 60 * MINUTE_MS, 20 * SECOND_MS],
    ['six seconds', { lifeMs: 6 * SECOND_MS }, 2 * MINUTE_MS, SECOND_MS / 4],
    [
      'an hour and two minutes, unsaid since when',
      { lifeMs: 62 * MINUTE_MS, hasIat: false },
      180 * MINUTE_MS,
      MINUTE_MS,
    ],
  ])(
    'of %s is renewed without a gap, and each message shows once',
    async (_what, life, forMs, everyMs) => {
      const chat = await openEnding(life);
      const requests = chat.server.requests.length;
      expect(await chat.live(forMs, everyMs)).toBeGreaterThanOrEqual(1);
      expect(chat.screen()).toEqual(chat.expected().slice(-chat.screen().length));
      expect(chat.screen()).toHaveLength(chat.server.committed.length);
      expect(chat.states).toEqual([]);
      // Nothing had to be fetched: pushes brought it all, and pings asked now and then.
      const pings = Math.ceil(forMs / (4 * MINUTE_MS));
      expect(chat.server.requests.length - requests).toBeLessThanOrEqual(pings);
      // No more connections than the tokens need.
      expect(chat.platform.sockets.length).toBeLessThanOrEqual(2 + (2 * forMs) / life.lifeMs);
    },
  );

  test('and that the app keeps to its last seconds costs no connection for each try', async () => {
    const chat = await openEnding({
      lifeMs: 10 * MINUTE_MS,
      keptMs: 10 * MINUTE_MS - 20 * SECOND_MS,
    });
    expect(await chat.live(60 * MINUTE_MS, 5 * SECOND_MS)).toBeGreaterThanOrEqual(1);
    expect(chat.screen()).toHaveLength(chat.server.committed.length);
    expect(chat.platform.sockets.length).toBeLessThanOrEqual(8);
    expect(chat.states).toEqual([]);
  });

  test('and that cannot be renewed for a moment is tried for again in time', async () => {
    const chat = await openEnding({ lifeMs: 62 * MINUTE_MS });
    await chat.platform.advance(57 * MINUTE_MS);
    chat.setDown(true);
    await chat.platform.advance(2 * MINUTE_MS);
    chat.setDown(false);
    expect(await chat.live(5 * MINUTE_MS, SECOND_MS)).toBeGreaterThanOrEqual(1);
    expect(chat.states).toEqual([]);
  });

  test('and that cannot be renewed at all is not shown as connected for long', async () => {
    const chat = await openEnding({ lifeMs: 10 * MINUTE_MS });
    await chat.platform.advance(5 * MINUTE_MS);
    chat.setDown(true);
    await chat.platform.advance(6 * MINUTE_MS);
    expect(chat.client.connectionState()).not.toBe('connected');
    expect(chat.platform.sockets.every((socket) => !socket.isOpen())).toBe(true);
    const asked = chat.asked();
    await chat.platform.advance(10 * MINUTE_MS);
    expect(chat.asked() - asked).toBeLessThan(120);

    chat.server.commit({ content: 'meanwhile' });
    chat.setDown(false);
    await chat.platform.advance(MINUTE_MS);
    expect(chat.client.connectionState()).toBe('connected');
    expect(chat.screen()).toEqual(['1:meanwhile']);
  });

  test.each([
    ['three hours ahead', 180 * MINUTE_MS],
    ['half an hour ahead', 30 * MINUTE_MS],
    ['three hours behind', -180 * MINUTE_MS],
  ])('is renewed without a gap by a browser whose clock is %s', async (_what, aheadMs) => {
    const chat = await openEnding({ lifeMs: 62 * MINUTE_MS, aheadMs });
    expect(await chat.live(180 * MINUTE_MS, MINUTE_MS)).toBeGreaterThanOrEqual(1);
    expect(chat.screen()).toHaveLength(chat.server.committed.length);
    expect(chat.platform.sockets.length).toBeLessThan(12);
    expect(chat.states).toEqual([]);
  });
});

describe('what a connection missed after the end of its token', () => {
  // Neither the clock nor the token tells this browser when it ends: the next ping does.
  const UNFORESEEN = { lifeMs: 62 * MINUTE_MS, hasIat: false, aheadMs: -180 * MINUTE_MS };

  test('is fetched by the chat as soon as the server says so', async () => {
    const chat = await openEnding(UNFORESEEN);
    chat.chat.send('hello');
    await chat.platform.advance(63 * MINUTE_MS);
    expect(chat.server.subscribers()).toBe(0);
    chat.server.markRead('admin', 1);
    await chat.platform.advance(MINUTE_MS + SECOND_MS);
    expect(chat.chat.snapshot().seen_up_to).toBe(1);
    expect(chat.states).toEqual([]);
  });

  test('is fetched by the inbox too, as far as it was loaded', async () => {
    const server = createModelServer();
    const inServer = Array.from({ length: 40 }, (_, n) =>
      aListItem({ id: `chat-${n}`, last_message_at: `2026-01-01T00:00:${59 - n}.000Z` }),
    );
    const platform = createFakePlatform({
      ...server,
      answer: async ({ path }) => {
        const { searchParams } = new URL(path, 'https://chat.example.com');
        const start = Number(searchParams.get('cursor') ?? 0);
        const end = start + Number(searchParams.get('limit') ?? 25);
        const next_cursor = end < inServer.length ? String(end) : null;
        return Response.json({ chats: inServer.slice(start, end), next_cursor });
      },
    });
    const client = createAdminClient({
      origin: 'https://chat.example.com',
      getToken: async () => aToken({ sub: 'admin-1' }),
      platform,
    });
    const inbox = client.openInbox({ archived: false });
    client.start();
    await platform.advance(0);
    await inbox.loadMore();
    expect(inbox.snapshot().chats).toHaveLength(40);
    // Archived while the server pushes nothing to this connection, which it does not know any more.
    inServer.splice(30, 1);
    server.refusesCommands = 'unauthorized';
    server.network.fate = () => {
      server.refusesCommands = undefined;
      return 'arrives';
    };
    await platform.advance(4 * MINUTE_MS + SECOND_MS);
    expect(platform.sockets).toHaveLength(2);
    expect(inbox.chat('chat-30')).toBeUndefined();
    expect(inbox.snapshot().chats).toHaveLength(39);
  });
});
