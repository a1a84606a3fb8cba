import { expect, test } from 'vitest';
import { ApiError } from '../../web-client/api-error.ts';
import { aToken } from '../support/builders.ts';
import { aStore } from '../support/storage.ts';
import { createModelServer, type ModelServer } from './support/model-server.ts';
import { openChat } from './support/open-chat.ts';

const contentsOf = ({ committed }: ModelServer) => committed.map(({ content }) => content);
const sends = ({ commands }: ModelServer) =>
  commands.filter(({ action }) => action === 'send_message').length;

/** A chat whose server takes no message for 20 seconds. */
async function aLimitedChat(storage = aStore()) {
  const opened = await openChat({ storage });
  Object.assign(opened.server, { refusal: 'rate_limited', retryAfter: 20 });
  for (const text of ['one', 'two', 'three']) opened.chat.send(text);
  await opened.platform.advance(0);
  return opened;
}

test('messages beyond the limit wait as long as the server says, and go by themselves, in order', async () => {
  const { chat, platform, server, screen } = await aLimitedChat();
  expect(screen()).toEqual(['pending:one', 'pending:two', 'pending:three']);
  expect(chat.snapshot().is_limited).toBe(true);
  await platform.advance(19_000);
  chat.send('four');
  expect(sends(server)).toBe(1);
  server.refusal = undefined;
  await platform.advance(1_000);
  expect(contentsOf(server)).toEqual(['one', 'two', 'three', 'four']);
  expect(screen()).toEqual(['1:one', '2:two', '3:three', '4:four']);
  expect(chat.snapshot().is_limited).toBe(false);
});

test('a server that goes on refusing is not asked more often than it says', async () => {
  const { platform, server, screen } = await aLimitedChat();
  await platform.advance(10 * 60_000);
  expect(sends(server)).toBeLessThanOrEqual(31);
  expect(screen()).toEqual(['pending:one', 'pending:two', 'pending:three']);
});

test('a new connection is no reason to ask earlier', async () => {
  const { platform, server } = await aLimitedChat();
  server.cut();
  await platform.advance(15_000);
  expect(server.subscribers()).toBe(1);
  expect(sends(server)).toBe(1);
});

test('a reload meanwhile loses nothing and doubles nothing', async () => {
  const storage = aStore();
  const before = await aLimitedChat(storage);
  before.client.stop();
  const server = createModelServer();
  Object.assign(server, { refusal: 'rate_limited', retryAfter: 5 });
  const { platform, screen } = await openChat({ storage, server });
  expect(screen()).toEqual(['pending:one', 'pending:two', 'pending:three']);
  server.refusal = undefined;
  await platform.advance(5_000);
  expect(contentsOf(server)).toEqual(['one', 'two', 'three']);
  expect(storage.size()).toBe(0);
});

test('messages that go by HTTP wait likewise', async () => {
  const server = createModelServer();
  server.network.hasSockets = false;
  Object.assign(server, { refusal: 'rate_limited', retryAfter: 20 });
  const { chat, client, platform, screen } = await openChat({ server });
  await platform.advance(10_000);
  expect(client.connectionState()).toBe('polling');
  chat.send('hello');
  await platform.advance(19_000);
  const posts = () => server.requests.filter((request) => request.startsWith('POST')).length;
  expect(posts()).toBe(1);
  expect(chat.snapshot().is_limited).toBe(true);
  server.refusal = undefined;
  await platform.advance(2_000);
  expect(posts()).toBe(2);
  expect(screen()).toEqual(['1:hello']);
});

test.each(['Too Many Requests', 'Internal server error'])(
  'a message that the gateway answers with %s is sent again after a second',
  async (message) => {
    const { chat, platform, server, screen } = await openChat();
    server.network.commandFate = () => 'lost';
    chat.send('hello');
    await platform.advance(0);
    platform.sockets[0]?.push({ message, connectionId: 'c=', requestId: 'r' });
    server.network.commandFate = () => 'arrives';
    await platform.advance(999);
    expect(sends(server)).toBe(1);
    await platform.advance(1);
    expect(screen()).toEqual(['1:hello']);
    expect(sends(server)).toBe(2);
  },
);

test('a subscription that the server had no room for is asked for again', async () => {
  const server = createModelServer();
  Object.assign(server, { refusesCommands: 'rate_limited', retryAfter: 2 });
  const { client, platform } = await openChat({ server });
  await platform.advance(1_900);
  expect(server.commands.map(({ action }) => action)).toEqual(['subscribe']);
  server.refusesCommands = undefined;
  await platform.advance(100);
  expect(server.subscribers()).toBe(1);
  await platform.advance(30_000);
  expect(client.connectionState()).toBe('connected');
  expect(platform.sockets).toHaveLength(1);
});

test('a channel that the server had no room to let go of is left again, and not joined', async () => {
  const server = createModelServer();
  const { client, chat, platform } = await openChat({ server });
  Object.assign(server, { refusesCommands: 'rate_limited', retryAfter: 2 });
  chat.close();
  await platform.advance(1_000);
  server.commands.length = 0;
  server.refusesCommands = undefined;
  await platform.advance(20_000);
  expect(server.commands.map(({ action }) => action)).toEqual(['unsubscribe']);
  expect(client.connectionState()).toBe('connected');
});

test('what was read is told again', async () => {
  const { chat, platform, server } = await openChat();
  server.commit({ sender_type: 'admin' });
  await platform.advance(0);
  Object.assign(server, { refusesCommands: 'rate_limited', retryAfter: 2 });
  chat.markRead();
  await platform.advance(1_000);
  server.refusesCommands = undefined;
  await platform.advance(1_300);
  expect(server.committed[0]?.read_at).not.toBeNull();
});

test('where no token is to be had for a while, none is asked for before, and then all is sent', async () => {
  let asked = 0;
  let isFull = true;
  const { chat, client, platform, server, screen } = await openChat({
    options: {
      person: 'visitor',
      async getToken() {
        asked += 1;
        if (isFull) throw new ApiError('rate_limited', 'too many visitors', 60);
        return aToken({ sub: 'visitor:1' });
      },
    },
  });
  chat.send('hello');
  await platform.advance(0);
  expect(client.connectionState()).toBe('limited');
  const first = asked;
  await platform.advance(59_000);
  expect(client.connectionState()).toBe('limited');
  expect(asked).toBe(first);
  await platform.advance(2_000);
  expect(client.connectionState()).toBe('limited');
  isFull = false;
  await platform.advance(62_000);
  expect(client.connectionState()).toBe('connected');
  expect(screen()).toEqual(['1:hello']);
  expect(contentsOf(server)).toEqual(['hello']);
});
