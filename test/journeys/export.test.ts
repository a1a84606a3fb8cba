import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LocalRun } from '../../local/start-local.ts';
import { ChatExportSchema } from '../../protocol/index.ts';
import { fillChat } from '../support/fill-chat.ts';
import { call } from '../support/http-client.ts';
import { aSignedInAdmin, aSignedInUser, type Person } from '../support/people.ts';
import { startRun } from '../support/run.ts';

let run: LocalRun;
let admin: Person;
beforeAll(async () => {
  run = await startRun();
  admin = await aSignedInAdmin(run);
});
afterAll(() => run.stop());

const write = (token: string, content: string, page?: object) =>
  call(run.url, 'POST /api/support_chat/messages', {
    token,
    body: { content, client_id: randomUUID(), ...(page && { page }) },
  });

const exportPage = async (chat_id: string, query = '') => {
  const { token } = admin;
  const { body } = await call(run.url, `GET /api/admin/chats/${chat_id}/export${query}`, { token });
  return v.parse(ChatExportSchema, body);
};

test('[D11, H10] an export holds the chat with all its fields, and all its messages', async () => {
  const user = await aSignedInUser(run);
  const page = { url: 'https://shop.example/tents', title: 'Tents', language: 'en' };
  await write(user.token, 'one', page);
  await call(run.url, `POST /api/admin/chats/${user.chat_id}/messages`, {
    token: admin.token,
    body: { content: 'two', client_id: randomUUID() },
  });
  const exported = await exportPage(user.chat_id);
  expect(exported).toMatchObject({
    chat: {
      id: user.chat_id,
      user_id: user.id,
      user_email: user.email,
      user_verified: true,
      message_count: 2,
      admin_viewed_seq: 2,
      archived_at: null,
      page,
    },
    contact: null,
    has_more: false,
    messages: [
      { seq: 1, content: 'one', sender_type: 'user' },
      { seq: 2, content: 'two', sender_type: 'admin', sender_name: 'Ada' },
    ],
  });
});

test('[H10] a visitor’s export holds what they have left', async () => {
  const token = await run.token({ role: 'visitor' });
  const email = `${randomUUID()}@example.com`;
  const body = { email, name: 'Vera' };
  await call(run.url, 'PUT /api/support_chat/contact', { token, body });
  const sent = await write(token, 'hi');
  const { message } = v.parse(v.object({ message: v.object({ chat_id: v.string() }) }), sent.body);
  const exported = await exportPage(message.chat_id);
  expect(exported).toMatchObject({
    contact: { email, name: 'Vera' },
    chat: { user_email: email, page: null, user_verified: false },
  });
});

test('[H10] the pages of a long chat are answers that Lambda can give, and fit together', async () => {
  const user = await aSignedInUser(run);
  await write(user.token, 'first');
  // As large as a message can be: each of its characters takes six in JSON.
  const content = `x${'\u0001'.repeat(3_998)}x`;
  await fillChat(run.database, user.chat_id, { count: 450, content });
  const seqs: number[] = [];
  let after = 0;
  for (let has_more = true; has_more; ) {
    const page = await exportPage(user.chat_id, `?after=${after}`);
    expect(JSON.stringify(page).length).toBeLessThan(6_000_000);
    seqs.push(...page.messages.map(({ seq }) => seq));
    after = seqs.at(-1) ?? after;
    has_more = page.has_more;
  }
  expect(seqs).toEqual(Array.from({ length: 451 }, (_, n) => n + 1));
});

test('[H10] a chat that nobody has begun is not there to export', async () => {
  const { token } = admin;
  const request = `GET /api/admin/chats/${randomUUID()}/export`;
  expect(await call(run.url, request, { token })).toMatchObject({ status: 404 });
});
