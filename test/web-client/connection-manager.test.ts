import { expect, test } from 'vitest';
import { ApiError } from '../../web-client/api-error.ts';
import { createModelServer, type Fate } from './support/model-server.ts';
import { openChat } from './support/open-chat.ts';

const MINUTE_MS = 60_000;

test('the token goes along as a subprotocol, and the chat is subscribed', async () => {
  const { client, platform, server } = await openChat();
  expect(client.connectionState()).toBe('connected');
  expect(platform.sockets[0]?.protocols).toEqual([
    'support-chat.v1',
    expect.stringMatching(/^ey\w+\.ey/),
  ]);
  expect(server.subscribers()).toBe(1);
});

test('[W11] it pings every 4 minutes', async () => {
  const { platform, server } = await openChat();
  await platform.advance(13 * MINUTE_MS);
  expect(server.commands.filter(({ action }) => action === 'ping')).toHaveLength(3);
});

test('a missing pong within 10 s means a dead connection, which is opened again', async () => {
  const { client, platform, server } = await openChat();
  server.network.isUp = false;
  await platform.advance(4 * MINUTE_MS + 9_000);
  expect(client.connectionState()).toBe('connected');
  await platform.advance(1_000);
  expect(client.connectionState()).not.toBe('connected');

  server.network.isUp = true;
  await platform.advance(30_000);
  expect(client.connectionState()).toBe('connected');
  expect(server.subscribers()).toBe(1);
});

test('a page that wakes up probes at once, so that a dead link is found within 10 s', async () => {
  const { client, platform, server } = await openChat();
  server.network.isUp = false;
  platform.wakeUp();
  await platform.advance(10_000);
  expect(client.connectionState()).not.toBe('connected');
});

test('[W11] renewal leaves no gap: the old socket stays until the new one is subscribed', async () => {
  const { client, platform, server } = await openChat();
  const states: string[] = [];
  client.onConnectionState((state) => states.push(state));
  let fewest = server.subscribers();
  for (let minute = 0; minute < 240; minute += 1) {
    await platform.advance(MINUTE_MS);
    fewest = Math.min(fewest, server.subscribers());
  }
  expect(platform.sockets.length).toBeGreaterThanOrEqual(3);
  expect(platform.sockets.filter((socket) => socket.isOpen())).toHaveLength(1);
  expect(fewest).toBe(1);
  expect(states).toEqual([]);
});

test('[W11] no socket lives for two hours', async () => {
  const { platform } = await openChat();
  await platform.advance(115 * MINUTE_MS);
  expect(platform.sockets).toHaveLength(2);
  expect(platform.sockets[0]?.isOpen()).toBe(false);
});

test('a renewal that fails keeps the old socket and is tried again', async () => {
  const { client, platform, server } = await openChat();
  await platform.advance(100 * MINUTE_MS);
  server.network.hasSockets = false;
  await platform.advance(16 * MINUTE_MS);
  expect(client.connectionState()).toBe('connected');
  expect(platform.sockets[0]?.isOpen()).toBe(true);

  server.network.hasSockets = true;
  await platform.advance(MINUTE_MS);
  expect(platform.sockets[0]?.isOpen()).toBe(false);
  expect(platform.sockets.at(-1)?.isOpen()).toBe(true);
  expect(server.subscribers()).toBe(1);
});

test('a refused handshake asks once for a renewed token, then backs off', async () => {
  const asked: boolean[] = [];
  const server = createModelServer();
  server.network.hasSockets = false;
  const getToken = async ({ renew }: { renew: boolean }) => {
    asked.push(renew);
    return 'e30.e30.x';
  };
  const { platform } = await openChat({ server, options: { getToken } });
  await platform.advance(10 * MINUTE_MS);
  expect(asked.filter((renew) => renew)).toHaveLength(1);
  // Full jitter below 30 s: some 40 tries in ten minutes, where no pause would make thousands.
  expect(platform.sockets.length).toBeGreaterThan(20);
  expect(platform.sockets.length).toBeLessThan(90);
});

test('sockets that die young count as failures: they are not reopened in a rush', async () => {
  const { platform, server } = await openChat();
  for (let second = 0; second < 120; second += 1) {
    await platform.advance(1_000);
    server.cut();
  }
  expect(platform.sockets.length).toBeLessThan(30);
});

test('an identity that the server refuses even renewed stops everything until the page wakes up', async () => {
  const server = createModelServer();
  server.network.refusesTokens = true;
  const { client, platform } = await openChat({ server });
  await platform.advance(5_000);
  expect(client.connectionState()).toBe('refused');
  expect(platform.timers()).toBe(0);

  server.network.refusesTokens = false;
  platform.wakeUp();
  await platform.advance(1_000);
  expect(client.connectionState()).toBe('connected');
});

test.each(['unauthorized', 'forbidden'] as const)(
  'a token refused as %s is no lost connection, and is asked for again when the page wakes up',
  async (code) => {
    let isRefused = true;
    const getToken = async () => {
      if (isRefused) throw new ApiError(code, 'no visitors here');
      return 'e30.e30.x';
    };
    const { client, platform, chat, screen } = await openChat({ options: { getToken } });
    chat.send('hello');
    await platform.advance(60 * MINUTE_MS);
    expect(client.connectionState()).toBe('refused');
    expect(platform.sockets).toHaveLength(0);
    expect(platform.timers()).toBe(0);
    expect(screen()).toEqual(['pending:hello']);

    isRefused = false;
    platform.wakeUp();
    await platform.advance(1_000);
    expect(client.connectionState()).toBe('connected');
    expect(screen()).toEqual(['1:hello']);
  },
);

test('a token that cannot be had for another reason is asked for again', async () => {
  let isDown = true;
  const getToken = async () => {
    if (isDown) throw new ApiError('internal', 'the page has lost its server');
    return 'e30.e30.x';
  };
  const { client, platform } = await openChat({ options: { getToken } });
  await platform.advance(5_000);
  expect(client.connectionState()).not.toBe('refused');
  isDown = false;
  await platform.advance(60_000);
  expect(client.connectionState()).toBe('connected');
});

test('a socket whose token has expired is replaced without a gap by one with a renewed token', async () => {
  const asked: boolean[] = [];
  const getToken = async ({ renew }: { renew: boolean }) => {
    asked.push(renew);
    return 'e30.e30.x';
  };
  const { client, chat, platform, server, screen } = await openChat({ options: { getToken } });
  const states: string[] = [];
  client.onConnectionState((state) => states.push(state));
  await platform.advance(60 * MINUTE_MS);
  server.refusal = 'unauthorized';
  chat.send('hello');
  await platform.advance(0);
  expect(asked.filter((renew) => renew)).toHaveLength(1);
  expect(platform.sockets.map((socket) => socket.isOpen())).toEqual([false, true]);

  server.refusal = undefined;
  await platform.advance(10_000);
  expect(screen()).toEqual(['1:hello']);
  expect(states).toEqual([]);
});

test('a server that refuses every token on the socket is not asked in a rush', async () => {
  const { platform, server } = await openChat();
  server.refusesCommands = 'unauthorized';
  await platform.advance(10 * MINUTE_MS);
  expect(platform.sockets.length).toBeGreaterThan(2);
  expect(platform.sockets.length).toBeLessThan(60);
});

test('without a network the link says so, and comes back with it', async () => {
  const { client, platform, server } = await openChat();
  server.network.isUp = false;
  platform.setOnline(false);
  expect(client.connectionState()).toBe('offline');
  await platform.advance(5 * MINUTE_MS);
  expect(client.connectionState()).toBe('offline');

  server.network.isUp = true;
  platform.setOnline(true);
  await platform.advance(0);
  expect(client.connectionState()).toBe('connected');
});

test('where sockets are blocked the link polls; where nothing gets through it waits', async () => {
  const server = createModelServer();
  server.network.hasSockets = false;
  const { client, platform } = await openChat({ server });
  await platform.advance(5_000);
  expect(client.connectionState()).toBe('polling');

  server.network.isUp = false;
  await platform.advance(6_000);
  expect(['waiting', 'connecting']).toContain(client.connectionState());
});

test('a lost link polls only once the API has answered since', async () => {
  const { client, platform, server } = await openChat();
  const seen: string[] = [];
  client.onConnectionState((state) => seen.push(state));
  server.network.isUp = server.network.hasSockets = false;
  server.cut();
  await platform.advance(MINUTE_MS);
  expect(new Set(seen)).toEqual(new Set(['waiting', 'connecting']));

  server.network.isUp = true;
  await platform.advance(40_000);
  expect(client.connectionState()).toBe('polling');
});

test('without a token nothing can be sent by HTTP either, so the link never says that it polls', async () => {
  let isUp = false;
  const getToken = async () => {
    if (!isUp) throw new Error('the network is gone');
    return 'token';
  };
  const server = createModelServer();
  server.network.hasSockets = false;
  const { client, platform } = await openChat({ server, options: { getToken } });
  const seen = new Set([client.connectionState()]);
  client.onConnectionState((state) => seen.add(state));
  await platform.advance(MINUTE_MS);
  expect([...seen].sort()).toEqual(['connecting', 'waiting']);

  isUp = true;
  await platform.advance(MINUTE_MS);
  expect(client.connectionState()).toBe('polling');
  isUp = false;
  await platform.advance(6_000);
  expect(['waiting', 'connecting']).toContain(client.connectionState());
});

test('a token that never comes does not hold the connection forever', async () => {
  let calls = 0;
  const getToken = () => {
    calls += 1;
    return new Promise<string>(() => {});
  };
  const { platform } = await openChat({ options: { getToken } });
  await platform.advance(3 * MINUTE_MS);
  expect(calls).toBeGreaterThan(5);
});

test('nothing is left after stop: no timer, no socket, no listener; and start begins again', async () => {
  const { client, platform, server, chat } = await openChat();
  chat.send('under way');
  chat.markRead();
  client.stop();
  expect(client.connectionState()).toBe('idle');
  expect([platform.timers(), server.subscribers(), platform.sockets[0]?.isOpen()]).toEqual([
    0,
    0,
    false,
  ]);
  await platform.advance(MINUTE_MS);
  expect(platform.timers()).toBe(0);

  client.start();
  await platform.advance(1_000);
  expect(client.connectionState()).toBe('connected');
  chat.close();
  client.stop();
  expect([platform.timers(), platform.listeners()]).toEqual([0, 0]);
});

test('a handshake that is swallowed turns the link to polling after 10 s, and is tried on', async () => {
  const server = createModelServer();
  server.network.swallowsHandshakes = true;
  const { client, platform } = await openChat({ server });
  await platform.advance(9_000);
  expect(client.connectionState()).toBe('connecting');
  await platform.advance(2_000);
  expect(client.connectionState()).toBe('polling');
  expect(platform.sockets[0]?.readyState).toBe(3);

  server.network.swallowsHandshakes = false;
  await platform.advance(45_000);
  expect(client.connectionState()).toBe('connected');
});

test('a renewal whose handshake is swallowed keeps the old socket', async () => {
  const { client, platform, server } = await openChat();
  await platform.advance(100 * MINUTE_MS);
  server.network.swallowsHandshakes = true;
  await platform.advance(16 * MINUTE_MS);
  expect(client.connectionState()).toBe('connected');
  expect(platform.sockets[0]?.isOpen()).toBe(true);
  expect(platform.sockets.filter(({ readyState }) => readyState < 2).length).toBeLessThan(3);
});

test('[U5] a message without an answer finds a dead link out within 20 s', async () => {
  const { client, chat, platform, server, screen } = await openChat();
  await platform.advance(MINUTE_MS);
  server.network.isUp = false;
  chat.send('hello');
  await platform.advance(19_000);
  expect(client.connectionState()).toBe('connected');
  await platform.advance(1_000);
  expect(client.connectionState()).not.toBe('connected');

  server.network.isUp = true;
  await platform.advance(30_000);
  expect(screen()).toEqual(['1:hello']);
});

test('renewals of many clients spread over ten minutes, each before the limit', async () => {
  const renewedAt: number[] = [];
  for (let client = 1; client <= 40; client += 1) {
    const { platform } = await openChat({ seed: client * 50_000_000 });
    const start = platform.now();
    while (platform.sockets.length < 2) await platform.advance(MINUTE_MS / 4);
    renewedAt.push((platform.now() - start) / MINUTE_MS);
  }
  expect(Math.min(...renewedAt)).toBeGreaterThan(104);
  expect(Math.max(...renewedAt)).toBeLessThan(116);
  expect(new Set(renewedAt.map(Math.floor)).size).toBeGreaterThan(7);
});

test('a renewal within a renewal leaves no third socket open', async () => {
  const { client, chat, platform, server } = await openChat();
  const refuseOnce = (then: Fate) => {
    server.refusesCommands = 'unauthorized';
    server.network.fate = () => {
      server.refusesCommands = undefined;
      server.network.fate = () => then;
      return 'arrives';
    };
    chat.setTyping(true);
  };
  await platform.advance(MINUTE_MS);
  refuseOnce('late');
  await platform.advance(8_000);
  // One more subscription gives the second socket more time to answer them.
  client.openChat();
  await platform.advance(4_000);
  expect(platform.sockets.map((socket) => socket.isOpen())).toEqual([true, true]);
  refuseOnce('arrives');
  await platform.advance(1_000);
  expect(platform.sockets.map((socket) => socket.isOpen())).toEqual([false, false, true]);
});

test('a request that is under way at stop ends by itself, and nothing follows it', async () => {
  const server = createModelServer();
  server.network.hasSockets = false;
  const { client, chat, platform } = await openChat({ server });
  await platform.advance(10_000);
  server.answer = () => new Promise(() => {});
  chat.send('hello');
  client.stop();
  await platform.advance(30_000);
  expect([platform.timers(), client.connectionState()]).toEqual([0, 'idle']);
});
