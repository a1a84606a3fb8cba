import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { beforeAll, describe, expect, test } from 'vitest';
import { chatIdOf } from '../../functions/domain/chat-id.ts';
import { fillChat } from '../support/fill-chat.ts';
import { itemsMentioning } from '../support/find-items.ts';
import { call } from '../support/http-client.ts';
import type { Admin } from '../support/people.ts';
import { connect, type SocketClient } from '../support/socket-client.ts';
import { openStage } from '../support/stage.ts';
import { waitUntil } from '../support/wait-until.ts';

const RemainingSchema = v.object({ remaining: v.number() });

let admin: Admin;
let dashboard: SocketClient;
const printed: string[] = [];
const stage = await openStage({ log: (line) => printed.push(line) });
const { run } = stage;
beforeAll(async () => {
  admin = await stage.admin();
  dashboard = await admin.connect();
});

const traces = (...words: string[]) => itemsMentioning(run, ...words);

describe('[D11, H10] a user who is erased', () => {
  test('leaves nothing, and every dashboard is notified', async () => {
    const user = await stage.signedInUser();
    await user.write('hello');
    const socket = await user.connect();
    const idle = await connect(run.url, user.token);
    await dashboard.ask({ action: 'subscribe', channel: 'chat', chat_id: user.chat_id });
    const answer = { content: 'Hello!', client_id: randomUUID() };
    await admin.call(`POST /api/admin/chats/${user.chat_id}/messages`, answer);
    await socket.event('new_message', (e) => e.message.client_id === answer.client_id);
    expect(await traces(user.id, user.chat_id)).not.toEqual([]);

    const erased = await admin.call(`DELETE /api/admin/chats/${user.chat_id}`);
    expect(erased).toMatchObject({ status: 200, body: { erased: true } });
    expect(await traces(user.id, user.chat_id)).toEqual([]);
    await dashboard.event('chat_erased', (e) => e.chat_id === user.chat_id);
    expect(socket.all('chat_erased')).toEqual([]);
    expect(await admin.call(`GET /api/admin/chats/${user.chat_id}`)).toMatchObject({ status: 404 });

    for (const open of [socket, idle]) {
      const { chat_id } = user;
      const reply = await open.ask({ action: 'subscribe', channel: 'chat', chat_id });
      expect(reply).toMatchObject({ type: 'error', code: 'unauthorized' });
    }
    await run.advance(600);
    expect((await run.emails()).filter(({ to }) => to.includes(user.email))).toEqual([]);
    expect(printed.filter((line) => line.includes('nothing_due'))).toEqual([]);
  });

  test('is found by any id, and can be erased again', async () => {
    const id = `Zoë/1 + 1 = #2|100%41@x.example ${randomUUID()}`;
    await stage.signedInUser({ id, email: `${randomUUID()}@example.com`, wrote: 'hello' });
    expect(await traces(chatIdOf(id))).not.toEqual([]);
    const request = `DELETE /api/admin/users/${encodeURIComponent(id)}`;
    expect(await admin.call(request)).toMatchObject({ status: 200, body: { erased: true } });
    expect(await traces(chatIdOf(id), id)).toEqual([]);
    expect(await admin.call(request)).toMatchObject({ status: 200, body: { erased: true } });
  });

  test('may be a visitor who has left no more than an address', async () => {
    const email = `${randomUUID()}@example.com`;
    const { id } = await stage.visitor({ email });
    expect(await traces(email)).toHaveLength(1);
    await admin.call(`DELETE /api/admin/users/${encodeURIComponent(id)}`);
    expect(await traces(email, id, chatIdOf(id))).toEqual([]);
  });

  test('may begin a new chat', async () => {
    const user = await stage.signedInUser();
    for (const content of ['one', 'two']) await user.write(content);
    await admin.call(`DELETE /api/admin/users/${user.id}`);
    expect(
      (await call(run.url, 'GET /api/support_chat', { token: user.token })).body,
    ).toMatchObject({ messages: [], has_more: false, unread_count: 0 });
    expect(await user.write('three')).toMatchObject({ seq: 1 });
    const shown = await admin.call(`GET /api/admin/chats/${user.chat_id}`);
    expect(shown.body).toMatchObject({ messages: [{ content: 'three' }], message_count: 1 });
  });

  test('loses what is sent meanwhile, or keeps it as a whole', async () => {
    const user = await stage.signedInUser();
    const socket = await user.connect();
    await user.write('hello');
    let isErased = false;
    const sending = (async () => {
      while (!isErased) await user.write('meanwhile');
    })();
    const erase = async () => (await admin.call(`DELETE /api/admin/chats/${user.chat_id}`)).status;
    // Messages that are sent meanwhile take further requests.
    const isDone = async () => (await erase()) === 200;
    await waitUntil('the chat to be erased', isDone, 45_000).finally(() => {
      isErased = true;
    });
    await sending;
    const left = await traces(user.chat_id);
    const count = left.find(({ entity }) => entity === 'chat')?.message_count ?? 0;
    expect(left.filter(({ entity }) => entity === 'message')).toHaveLength(Number(count));
    socket.close();
  });

  test('may have written a lot: each response comes soon, and says how much remains', async () => {
    const user = await stage.signedInUser();
    await user.write('first');
    await fillChat(run.database, user.chat_id, { count: 1_500, content: 'hello' });
    const remaining: number[] = [];
    for (;;) {
      const startedAt = performance.now();
      const answer = await admin.call(`DELETE /api/admin/chats/${user.chat_id}`);
      // The gateway's timeout; the function's is much shorter.
      expect(performance.now() - startedAt).toBeLessThan(29_000);
      if (answer.status === 200) break;
      expect(answer.status).toBe(202);
      remaining.push(v.parse(RemainingSchema, answer.body).remaining);
    }
    expect(remaining).toEqual([...remaining].sort((a, b) => b - a));
    expect(await traces(user.id, user.chat_id)).toEqual([]);
  });

  test('is erased by an admin alone', async () => {
    const user = await stage.signedInUser();
    const { token } = user;
    const byUser = await call(run.url, `DELETE /api/admin/users/${user.id}`, { token });
    expect(byUser.status).toBe(401);
  });
});

test('nothing has failed on the way', () => {
  expect(run.failures()).toEqual([]);
});
