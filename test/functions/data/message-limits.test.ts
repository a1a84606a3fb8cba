import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findChat } from '../../../functions/data/chats.ts';
import { sendMessage } from '../../../functions/data/send-message.ts';
import type { Actor } from '../../../functions/domain/actor.ts';
import { chatIdOf } from '../../../functions/domain/chat-id.ts';
import { RateLimitedError } from '../../../functions/domain/errors.ts';
import { anAdmin, anOutgoingMessage, aUser } from '../../support/builders.ts';
import { type Database, startDatabase } from '../../support/database.ts';

let database: Database;
beforeAll(async () => {
  database = await startDatabase();
});
afterAll(() => database.stop());

const START = Date.parse('2026-01-01T12:00:00.000Z');
const limits = { userMessagesPer30s: 20, adminMessagesPer30s: 60 };

/** A chat of somebody new, in which anybody may write at any second. */
function aChat() {
  const user = aUser(randomUUID());
  const chat_id = chatIdOf(user.id);
  const send = (second: number, actor: Actor = user, client_id: string = randomUUID()) =>
    sendMessage(database.table, {
      actor,
      outgoing: anOutgoingMessage({ chat_id, client_id }),
      shards: 4,
      limits,
      now: () => new Date(START + second * 1_000),
    });
  /** Undefined when the message was stored, else after how many seconds it may be sent again. */
  const refusal = (second: number, actor: Actor = user) =>
    send(second, actor).then(
      () => undefined,
      (error: unknown) => {
        if (error instanceof RateLimitedError) return error.retry_after;
        throw error;
      },
    );
  const count = async () => (await findChat(database.table, chat_id))?.message_count;
  return { user, chat_id, send, refusal, count };
}

test('a user may send 20 messages in 30 seconds, and learns when they may continue', async () => {
  const chat = aChat();
  for (let n = 0; n < 20; n += 1) await chat.send(0);
  expect(await chat.refusal(0)).toBe(30);
  expect(await chat.refusal(12.5)).toBe(18);
  expect(await chat.refusal(29.999)).toBe(1);
  expect(await chat.count()).toBe(20);
  expect(await chat.refusal(30)).toBeUndefined();
});

test('of many messages at once, at most 20 are stored', async () => {
  const chat = aChat();
  const refusals = await Promise.all(Array.from({ length: 40 }, () => chat.refusal(0)));
  expect(refusals.filter((seconds) => seconds === undefined)).toHaveLength(20);
  expect(await chat.count()).toBe(20);
});

test('at the end of a window, simultaneous messages share the next one', async () => {
  const chat = aChat();
  for (let n = 0; n < 20; n += 1) await chat.send(0);
  const refusals = await Promise.all(
    Array.from({ length: 40 }, (_, n) => chat.refusal(n % 2 === 0 ? 29.999 : 30)),
  );
  expect(refusals.filter((seconds) => seconds === undefined)).toHaveLength(20);
  expect(await chat.count()).toBe(40);
});

test('a stored message is returned, even over the limit', async () => {
  const chat = aChat();
  const client_id = randomUUID();
  const first = await chat.send(0, chat.user, client_id);
  for (let n = 0; n < 19; n += 1) await chat.send(0);
  expect(await chat.refusal(0)).toBe(30);
  expect(await chat.send(0, chat.user, client_id)).toEqual(first);
});

test('each admin may send 60 messages in a chat, whatever others send', async () => {
  const chat = aChat();
  for (let n = 0; n < 20; n += 1) await chat.send(0);
  for (let n = 0; n < 60; n += 1) await chat.send(0, anAdmin('ada'));
  expect(await chat.refusal(1, anAdmin('ada'))).toBe(29);
  expect(await chat.refusal(1, anAdmin('bea'))).toBeUndefined();
  expect(await chat.refusal(1)).toBe(29);
  const other = aChat();
  await other.send(0);
  expect(await other.refusal(1, anAdmin('ada'))).toBeUndefined();
});

test('a chat stores few windows, however many admins write', async () => {
  const chat = aChat();
  await chat.send(0);
  for (let n = 0; n < 20; n += 1) await chat.send(0, anAdmin(`admin-${n}`));
  const windows = async () =>
    Object.keys((await findChat(database.table, chat.chat_id))?.admin_windows ?? {});
  expect(await windows()).toHaveLength(8);
  await chat.send(31, anAdmin('admin-0'));
  expect(await windows()).toHaveLength(1);
});

test('clocks that differ block nobody for long', async () => {
  const chat = aChat();
  for (let n = 0; n < 20; n += 1) await chat.send(20);
  expect(await chat.refusal(0)).toBe(30);
  expect(await chat.refusal(-3_600)).toBeUndefined();
});
