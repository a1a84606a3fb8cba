import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { SupportChatSchema } from '../../protocol/index.ts';
import { call } from '../support/http-client.ts';
import { openStage } from '../support/stage.ts';
import { waitUntil } from '../support/wait-until.ts';

const SAID = ['where-is-my-tent', 'it-is-on-its-way', 'never-stored'];

const lines: string[] = [];
const stage = await openStage({ log: (line) => lines.push(line) });
const { run } = stage;

test('[S6, O3] the logs have the ids of a message from its command to its push and its email, and no text, address or token', async () => {
  const [user, admin] = [await stage.signedInUser(), await stage.admin()];
  const { chat_id } = user;
  const socket = await user.connect();
  const client_id = randomUUID();
  await socket.ask({ action: 'send_message', chat_id, content: `${SAID[0]}`, client_id });
  const path = `POST /api/admin/chats/${chat_id}/messages`;
  const body = { content: SAID[1], client_id: randomUUID() };
  await call(run.url, path, { token: admin.token, body });
  await socket.event('new_message', (e) => e.message.content === SAID[1]);
  // A rejected request is not logged either.
  const refused = { content: SAID[2], client_id: randomUUID(), [`${SAID[2]}`]: user.email };
  await call(run.url, path, { token: admin.token, body: refused });
  await call(run.url, 'GET /api/support_chat', { token: `${user.token}x` });
  await run.advance(301);
  const [email] = await waitUntil('the email', async () => {
    const emails = (await run.emails()).filter(({ to }) => to.includes(user.email));
    return emails.length > 0 ? emails : undefined;
  });
  await waitUntil('its log', () => lines.some((line) => line.includes('"outcome":"sent"')));

  // One id leads from the command to the push and to the email.
  const { body: page } = await call(run.url, 'GET /api/support_chat', { token: user.token });
  const sent = v.parse(SupportChatSchema, page).messages.find(({ content }) => content === SAID[1]);
  const about = lines.filter((line) => line.includes(`"message_id":"${sent?.id}"`));
  for (const step of ['stored', 'pushed', 'emailed']) {
    expect(about.filter((line) => line.includes(`"message ${step}"`))).toHaveLength(1);
  }
  for (const line of about) expect(line).toContain(`"chat_id":"${chat_id}"`);
  expect(about.find((line) => line.includes('stored'))).toMatch(/"request_id":"[^"]+"/);
  // A command on the socket names its connection too.
  expect(lines.find((line) => line.includes('"message stored"'))).toMatch(
    /"connection_id":"[^"]+"/,
  );

  const links = email?.text.match(/(?<=token=)\S+/g) ?? [];
  expect(links).toHaveLength(2);
  const secrets = [...SAID, ...links, user.email, user.token, admin.token, admin.email];
  const logged = lines.join('\n');
  expect(logged).toContain(chat_id);
  for (const secret of secrets) expect(logged.includes(secret), secret).toBe(false);
});
