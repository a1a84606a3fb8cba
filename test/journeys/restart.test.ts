import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call } from '../support/http-client.ts';
import { peopleOf } from '../support/people.ts';
import { startRun } from '../support/run.ts';
import { connectAndSubscribe } from '../support/socket-client.ts';

let stateDir: string;
beforeAll(() => {
  stateDir = mkdtempSync(join(tmpdir(), 'support-chat-'));
});
afterAll(() => rmSync(stateDir, { recursive: true, force: true }));

test('[L4] chats, tokens, emails and armed schedules are still there after a restart', async () => {
  const first = await startRun({ stateDir });
  const user = await peopleOf(first.url).signedInUser();
  const admin = await peopleOf(first.url).admin();
  const send = (runUrl: string, content: string) =>
    call(runUrl, 'POST /api/support_chat/messages', {
      token: user.token,
      body: { content, client_id: content },
    });
  await send(first.url, 'before');
  const socket = await connectAndSubscribe(first.url, admin.token, {
    channel: 'chat',
    chat_id: user.chat_id,
  });
  await socket.ask({
    action: 'send_message',
    chat_id: user.chat_id,
    content: 'the answer',
    client_id: 'a-1',
  });
  await socket.event('new_message', (e) => e.message.content === 'the answer');
  const port = Number(new URL(first.url).port);
  await first.stop();

  const second = await startRun({ stateDir, port });
  try {
    expect(await send(second.url, 'before')).toMatchObject({ body: { message: { seq: 1 } } });
    expect(await send(second.url, 'after')).toMatchObject({ body: { message: { seq: 3 } } });
    const inbox = await call(second.url, 'GET /api/admin/chats', { token: admin.token });
    expect(inbox.body).toMatchObject({ chats: [{ id: user.chat_id, message_count: 3 }] });
    await second.advance(301);
    expect((await second.emails()).map(({ text }) => text)).toEqual([
      expect.stringContaining('the answer'),
    ]);
    const again = await connectAndSubscribe(second.url, user.token, {
      channel: 'chat',
      chat_id: user.chat_id,
    });
    again.close();
  } finally {
    await second.stop();
  }
});

test('[L5] two runs in one process know nothing of each other', async () => {
  const [one, two] = await Promise.all([startRun(), startRun()]);
  try {
    const user = await peopleOf(one.url).signedInUser();
    const elsewhere = await call(two.url, 'GET /api/support_chat', { token: user.token });
    expect(elsewhere.status).toBe(401);
    expect((await call(one.url, 'GET /api/support_chat', { token: user.token })).status).toBe(200);
  } finally {
    await Promise.all([one.stop(), two.stop()]);
  }
});
