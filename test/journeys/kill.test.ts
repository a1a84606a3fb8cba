import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chatIdOf } from '../../functions/domain/chat-id.ts';
import { type Chat, createAdminClient, createUserClient } from '../../web-client/index.ts';
import { freePort } from '../support/free-port.ts';
import { nodePlatform } from '../support/node-platform.ts';
import { tokenFrom } from '../support/people.ts';
import { type RunProcess, startRunProcess } from '../support/run-process.ts';
import { waitUntil } from '../support/wait-until.ts';

const USERS = ['una', 'ugo', 'uli'];
const MESSAGES_EACH = 50;
const PAUSE_BETWEEN_MS = 60;

let stateDir: string;
let port: number;
let run: RunProcess;
beforeAll(async () => {
  stateDir = mkdtempSync(join(tmpdir(), 'support-chat-'));
  port = await freePort();
  run = await startRunProcess(stateDir, port);
});
afterAll(async () => {
  await run?.kill();
  rmSync(stateDir, { recursive: true, force: true });
});

const sent = (chat: Chat) =>
  chat.snapshot().messages.flatMap((one) => (one.state === 'sent' ? [one.content] : []));

test('[W6, U5] killed under load and started again: every message is shown once, in order, to both', async () => {
  const origin = run.url;
  const users = await Promise.all(
    USERS.map(async (sub) => {
      const token = await tokenFrom(origin, { role: 'user', sub });
      const client = createUserClient({
        origin,
        getToken: async () => token,
        platform: nodePlatform(),
      });
      client.start();
      return { sub, client, chat: client.openChat() };
    }),
  );
  const adminToken = await tokenFrom(origin, { role: 'admin', sub: 'ada', name: 'Ada' });
  const admin = createAdminClient({
    origin,
    getToken: async () => adminToken,
    platform: nodePlatform(),
  });
  admin.start();

  const writing = users.map(async ({ sub, chat }) => {
    for (let n = 1; n <= MESSAGES_EACH; n += 1) {
      chat.send(`${sub} ${n}`);
      await pause(PAUSE_BETWEEN_MS);
    }
  });
  await waitUntil('the first messages', () => users.every(({ chat }) => sent(chat).length > 5));
  const views = users.map(({ sub }) => admin.openChat(chatIdOf(sub)));
  await run.kill();
  run = await startRunProcess(stateDir, port);
  await Promise.all(writing);

  for (const [index, { sub, chat }] of users.entries()) {
    const all = Array.from({ length: MESSAGES_EACH }, (_, n) => `${sub} ${n + 1}`);
    await waitUntil(`all of ${sub}’s messages`, () => sent(chat).length >= MESSAGES_EACH, 60_000);
    expect(sent(chat)).toEqual(all);
    const view = views[index];
    if (!view) throw new Error('no view');
    await waitUntil(`the admin to see them`, () => sent(view).length >= MESSAGES_EACH, 60_000);
    expect(sent(view)).toEqual(all);
  }
  for (const { client } of users) client.stop();
  admin.stop();
}, 180_000);
