import { expect, test } from 'vitest';
import { ApiError } from '../../web-client/api-error.ts';
import { aToken, CHAT_ID } from '../support/builders.ts';
import { aStore } from '../support/storage.ts';
import { createModelServer } from './support/model-server.ts';
import { openChat } from './support/open-chat.ts';

const HOUR_MS = 60 * 60_000;

test('[U5] a sent message shows at once as pending, then sent, under the same key', async () => {
  const { chat, platform, screen } = await openChat();
  chat.send('  hello  ');
  expect(screen()).toEqual(['pending:hello']);
  const [before] = chat.snapshot().messages;
  await platform.advance(0);
  expect(screen()).toEqual(['1:hello']);
  expect(chat.snapshot().messages[0]?.key).toBe(before?.key);
});

test('what did not change stays the same object, so that its element may stay too', async () => {
  const { chat, platform, server } = await openChat();
  chat.send('one');
  await platform.advance(0);
  const [one] = chat.snapshot().messages;
  server.commit({ content: 'two' });
  await platform.advance(0);
  expect(chat.snapshot().messages[0]).toBe(one);
});

test('[U5] blank text is not sent', async () => {
  const { chat, screen, server } = await openChat();
  chat.send(' \n ');
  expect(screen()).toEqual([]);
  expect(server.commands.map(({ action }) => action)).toEqual(['subscribe']);
});

test('[U5] a message may be written before the chat is loaded', async () => {
  const server = createModelServer();
  server.network.isUp = false;
  const { chat, platform, screen } = await openChat({ server });
  chat.send('early');
  expect(screen()).toEqual(['pending:early']);
  server.network.isUp = true;
  await platform.advance(60_000);
  expect(screen()).toEqual(['1:early']);
});

test('[U5] the push may come before the reply, or without it', async () => {
  const { chat, platform, server, screen } = await openChat();
  const fates = ['arrives', 'lost'] as const;
  let frames = 0;
  server.network.fate = () => fates[frames++] ?? 'arrives';
  chat.send('hello');
  await platform.advance(0);
  expect(screen()).toEqual(['1:hello']);
  await platform.advance(20_000);
  expect(server.commands.filter(({ action }) => action === 'send_message')).toHaveLength(1);
});

test('[U5] an unanswered message is sent again after 10 s under the same client_id', async () => {
  const { chat, platform, server, screen } = await openChat();
  server.network.fate = () => 'lost';
  chat.send('hello');
  await platform.advance(9_000);
  server.network.fate = () => 'arrives';
  await platform.advance(1_000);
  const sent = server.commands.flatMap((command) =>
    command.action === 'send_message' ? [command.client_id] : [],
  );
  expect(sent).toHaveLength(2);
  expect(new Set(sent).size).toBe(1);
  expect(server.committed).toHaveLength(1);
  expect(screen()).toEqual(['1:hello']);
});

test('[U5] messages are committed in written order, one under way at a time', async () => {
  const { chat, platform, server } = await openChat();
  server.network.fate = () => 'lost';
  for (const text of ['one', 'two', 'three']) chat.send(text);
  await platform.advance(5_000);
  expect(server.committed.map(({ content }) => content)).toEqual(['one']);
  server.network.fate = () => 'arrives';
  await platform.advance(10_000);
  expect(server.committed.map(({ content }) => content)).toEqual(['one', 'two', 'three']);
});

test('[U5] a refused message stays, marked; retry sends it again under the same client_id', async () => {
  const { chat, platform, server, screen } = await openChat();
  server.refusal = 'forbidden';
  chat.send('hello');
  await platform.advance(0);
  const [failed] = chat.snapshot().messages;
  expect(failed).toMatchObject({ state: 'failed', code: 'forbidden' });

  server.refusal = undefined;
  chat.retry(failed?.client_id ?? '');
  expect(screen()).toEqual(['pending:hello']);
  await platform.advance(0);
  expect(screen()).toEqual(['1:hello']);
  expect(server.committed[0]?.client_id).toBe(failed?.client_id);
});

test('[U5] a refused message does not hold up the next, and can be discarded', async () => {
  const storage = aStore();
  const { chat, platform, server, screen } = await openChat({ storage });
  server.refusal = 'invalid_request';
  chat.send('bad');
  await platform.advance(0);
  server.refusal = undefined;
  chat.send('good');
  await platform.advance(0);
  expect(screen()).toEqual(['1:good', 'failed:bad']);

  chat.discard(chat.snapshot().messages[1]?.client_id ?? '');
  expect(screen()).toEqual(['1:good']);
  expect(storage.size()).toBe(0);
});

test('[U5] a failed message that another tab has discarded goes here too, a pending one stays', async () => {
  const storage = aStore();
  const { chat, platform, server, screen } = await openChat({ storage });
  server.refusal = 'forbidden';
  chat.send('refused');
  await platform.advance(0);
  server.network.isUp = false;
  chat.send('waiting');
  chat.dropDiscarded();
  expect(screen()).toEqual(['failed:refused', 'pending:waiting']);

  const other = await openChat({ storage, server });
  other.chat.discard(other.chat.snapshot().messages[0]?.client_id ?? '');
  chat.dropDiscarded();
  expect(screen()).toEqual(['pending:waiting']);
});

test('a pending message cannot be discarded: it may have been committed', async () => {
  const { chat, screen, server } = await openChat();
  server.network.isUp = false;
  chat.send('hello');
  chat.discard(chat.snapshot().messages[0]?.client_id ?? '');
  expect(screen()).toEqual(['pending:hello']);
});

test('an internal error of the server is tried again by itself', async () => {
  const { chat, platform, server, screen } = await openChat();
  server.refusal = 'internal';
  chat.send('hello');
  await platform.advance(0);
  expect(screen()).toEqual(['pending:hello']);
  server.refusal = undefined;
  await platform.advance(30_000);
  expect(screen()).toEqual(['1:hello']);
});

test('[W2] a message over 4,000 characters fails at once: as a frame it could end the socket', async () => {
  const { chat, platform, server } = await openChat();
  chat.send('😀'.repeat(4_000));
  chat.send('😀'.repeat(4_001));
  await platform.advance(0);
  expect(chat.snapshot().messages.map(({ state }) => state)).toEqual(['sent', 'failed']);
  expect(chat.snapshot().messages[1]).toMatchObject({ code: 'too_large' });
  expect(server.committed).toHaveLength(1);
});

test('[U5] unsent messages survive a reload, in order and with their marks', async () => {
  const storage = aStore();
  const first = await openChat({ storage });
  first.server.refusal = 'forbidden';
  first.chat.send('refused');
  await first.platform.advance(0);
  first.server.network.isUp = false;
  first.chat.send('waiting');
  first.client.stop();

  const again = await openChat({ storage });
  expect(again.screen()).toEqual(['1:waiting', 'failed:refused']);
  expect(again.server.commands.filter(({ action }) => action === 'send_message')).toHaveLength(1);
});

test('[U5] what somebody wrote before there was a token survives a reload, in two tabs too', async () => {
  const storage = aStore();
  const server = createModelServer();
  let isOffline = true;
  const getToken = async () => {
    if (isOffline) throw new ApiError('internal', 'offline');
    return aToken({ sub: 'visitor:1' });
  };
  const options = { getToken, person: 'visitor' };
  const first = await openChat({ storage, server, options });
  first.chat.send('hello');
  await first.platform.advance(0);
  const second = await openChat({ storage, server, options });
  second.chat.send('hi');
  expect(second.screen()).toEqual(['pending:hello', 'pending:hi']);
  first.client.stop();

  isOffline = false;
  const reloaded = await openChat({ storage, server, options });
  await Promise.all([reloaded.platform.advance(60_000), second.platform.advance(60_000)]);
  expect(reloaded.screen()).toEqual(['1:hello', '2:hi']);
  expect([server.committed.length, storage.size()]).toEqual([2, 0]);
});

test('[S2] what one person left unsent is not sent by the next one', async () => {
  const storage = aStore();
  const first = await openChat({ storage });
  first.server.network.isUp = false;
  first.chat.send('for my eyes');
  first.client.stop();

  const getToken = async () => aToken({ sub: 'user-2' });
  const other = await openChat({ storage, options: { getToken } });
  expect(other.screen()).toEqual([]);
  expect(other.server.committed).toEqual([]);
});

test('[U5] two tabs keep what both wrote', async () => {
  const storage = aStore();
  const server = createModelServer();
  const left = await openChat({ storage, server });
  const right = await openChat({ storage, server });
  server.network.isUp = false;
  left.chat.send('left');
  right.chat.send('right');
  left.client.stop();
  right.client.stop();
  server.network.isUp = true;
  const again = await openChat({ storage, server });
  expect(again.screen()).toEqual(['1:left', '2:right']);
});

test('[U5] a message sent in another tab shows once in this one', async () => {
  const storage = aStore();
  const server = createModelServer();
  const left = await openChat({ storage, server });
  const right = await openChat({ storage, server });
  left.chat.send('hello');
  await left.platform.advance(0);
  expect(left.screen()).toEqual(['1:hello']);
  expect(right.screen()).toEqual(['1:hello']);
});

test('beyond the age at which a repeat is safe a message waits for its writer', async () => {
  const { chat, platform, server } = await openChat();
  server.network.isUp = false;
  chat.send('yesterday');
  await platform.advance(24 * HOUR_MS);
  server.network.isUp = true;
  await platform.advance(60_000);
  const [failed] = chat.snapshot().messages;
  expect(failed).toMatchObject({ state: 'failed', code: 'conflict' });

  chat.retry(failed?.client_id ?? '');
  await platform.advance(0);
  expect(server.committed.map(({ content }) => content)).toEqual(['yesterday']);
});

test('[U5] what was written is still sent after the chat was closed', async () => {
  const { chat, platform, server, client } = await openChat();
  server.network.fate = () => 'lost';
  chat.send('one');
  chat.send('two');
  chat.close();
  server.network.fate = () => 'arrives';
  await platform.advance(10_000);
  expect(server.committed.map(({ content }) => content)).toEqual(['one', 'two']);
  client.stop();
  expect(platform.timers()).toBe(0);
});

test('[A8] a message says where its writer is; an overlong address is left out', async () => {
  let url = 'https://shop.example.com/shoes';
  const page = () => ({ url, title: 'x'.repeat(600), language: 'en' });
  const { chat, platform, server } = await openChat({ options: { page } });
  chat.send('one');
  await platform.advance(0);
  url = `https://shop.example.com/${'x'.repeat(2_048)}`;
  chat.send('two');
  await platform.advance(0);
  const [, first, second] = server.commands;
  expect(first).toMatchObject({ chat_id: CHAT_ID, page: { title: 'x'.repeat(500) } });
  expect(second).not.toHaveProperty('page');
});

test('[U5] a message that turns out to be committed long ago is pending no more', async () => {
  const storage = aStore();
  const first = await openChat({ storage });
  first.server.network.fate = () => 'answer_lost';
  first.chat.send('long ago');
  first.client.stop();
  expect(storage.size()).toBe(1);

  const { server } = first;
  server.network.fate = () => 'arrives';
  for (let count = 0; count < 60; count += 1) server.commit({ content: 'later', client_id: 'x' });
  const again = await openChat({ storage, server });
  expect(again.screen()).toHaveLength(50);
  expect(again.screen()[49]).toBe('61:later');
  expect([server.committed.length, storage.size()]).toEqual([61, 0]);
});

test('[U8] nothing is stored by looking', async () => {
  const storage = aStore();
  const { chat, platform } = await openChat({ storage });
  chat.markRead();
  await platform.advance(60_000);
  expect(storage.size()).toBe(0);
});

test('a writer is told once whether a message is stored, also after they have left the chat', async () => {
  const { chat, platform, server } = await openChat();
  const outcomes: string[] = [];
  const note = (text: string) => (isStored: boolean) => outcomes.push(`${text}: ${isStored}`);
  server.network.commandFate = () => 'late';
  chat.send('held up', note('held up'));
  chat.close();
  await platform.advance(0);
  expect(outcomes).toEqual([]);
  server.network.commandFate = () => 'arrives';
  server.release();
  await platform.advance(20_000);
  expect(outcomes).toEqual(['held up: true']);

  const other = await openChat();
  other.server.refusal = 'forbidden';
  other.chat.send('refused', note('refused'));
  other.chat.send('x'.repeat(4_001), note('too long'));
  await other.platform.advance(0);
  expect(outcomes.slice(1).sort()).toEqual(['refused: false', 'too long: false']);
  const [failed] = other.chat.snapshot().messages;
  other.server.refusal = undefined;
  other.chat.retry(failed?.client_id ?? '');
  await other.platform.advance(0);
  expect(outcomes).toHaveLength(3);
});
