import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { replaceTable } from '../../local/replace-table.ts';
import type { LocalRun } from '../../local/start-local.ts';
import { ChatDetailSchema, ChatPageSchema } from '../../protocol/index.ts';
import { chatItems } from '../../scripts/seed/chat-items.ts';
import { inventChats } from '../../scripts/seed/invent-chats.ts';
import { call } from '../support/http-client.ts';
import { peopleOf } from '../support/people.ts';
import { startRun } from '../support/run.ts';
import { connectAndSubscribe } from '../support/socket-client.ts';

const stateDir = mkdtempSync(path.join(tmpdir(), 'support-chat-seed-'));
const seed = (port: number) =>
  replaceTable({
    assembly: 'cdk.out',
    stateDir,
    port,
    items: (variables) =>
      chatItems(inventChats({ chats: 40, messages: 600, now: new Date() }), {
        shards: Number(variables.INBOX_SHARDS),
        retentionDays: Number(variables.RETENTION_DAYS),
      }),
  });

let run: LocalRun;
beforeAll(async () => {
  expect(await seed(0)).toBeGreaterThan(600);
  run = await startRun({ stateDir });
});
afterAll(async () => {
  await run.stop();
  rmSync(stateDir, { recursive: true, force: true });
});

test('[L4] a seeded run shows its chats like any others, and they can go on', async () => {
  const { token } = await peopleOf(run.url).admin();
  const dashboard = await connectAndSubscribe(run.url, token, { channel: 'admin' });
  const get = async (request: string) => (await call(run.url, request, { token })).body;
  const page = v.parse(ChatPageSchema, await get('GET /api/admin/chats?limit=100'));
  const archive = v.parse(
    ChatPageSchema,
    await get('GET /api/admin/chats?archived=true&limit=100'),
  );
  expect(page.chats.length + archive.chats.length).toBe(40);
  const [newest] = page.chats;
  const chat = v.parse(ChatDetailSchema, await get(`GET /api/admin/chats/${newest?.id}`));
  expect(chat.messages.at(-1)?.seq).toBe(newest?.message_count);

  const answer = { chat_id: chat.id, content: 'hello', client_id: 'c-1' };
  const sent = await dashboard.ask({ action: 'send_message', ...answer });
  expect(sent).toMatchObject({ message: { seq: chat.message_count + 1 } });
  await dashboard.event('chat_updated', (e) => e.chat.last_message_preview === 'hello');
  // The stream is in order: a record that seeding had left in it would have come before.
  expect(dashboard.all('new_user_message')).toEqual([]);
  expect(dashboard.all('chat_updated').map((e) => e.chat.id)).not.toContain(page.chats[1]?.id);
});

test('nothing is seeded under a run', async () => {
  await expect(seed(Number(new URL(run.url).port))).rejects.toThrow(/^Port \d+ is taken/);
  expect(run.failures()).toEqual([]);
});
