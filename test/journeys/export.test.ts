import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { beforeAll, expect, test } from 'vitest';
import { ChatExportSchema } from '../../protocol/index.ts';
import { fillChat } from '../support/fill-chat.ts';
import { call } from '../support/http-client.ts';
import type { Admin } from '../support/people.ts';
import { openStage } from '../support/stage.ts';

const stage = await openStage();
const { run } = stage;
let admin: Admin;
beforeAll(async () => {
  admin = await stage.admin();
});

const exportPage = async (chat_id: string, query = '') => {
  const { token } = admin;
  const { body } = await call(run.url, `GET /api/admin/chats/${chat_id}/export${query}`, { token });
  return v.parse(ChatExportSchema, body);
};

test('[D11, H10] an export holds the chat with all its fields, and all its messages', async () => {
  const user = await stage.signedInUser();
  const page = { url: 'https://shop.example/tents', title: 'Tents', language: 'en' };
  await user.write('one', page);
  await admin.reply(user, 'two');
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
  const email = `${randomUUID()}@example.com`;
  const visitor = await stage.visitor();
  await visitor.call('PUT /api/support_chat/contact', { email, name: 'Vera' });
  await visitor.write('hi');
  const exported = await exportPage(visitor.chat_id);
  expect(exported).toMatchObject({
    contact: { email, name: 'Vera' },
    chat: { user_email: email, page: null, user_verified: false },
  });
});

test('[H10] the pages of a long chat are small enough for Lambda, and complete together', async () => {
  const user = await stage.signedInUser();
  await user.write('first');
  // The largest message: each of its characters takes six in JSON.
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
