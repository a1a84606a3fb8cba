import { randomUUID } from 'node:crypto';
import { decodeJwt } from 'jose';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ENTITY_TYPES } from '../../functions/data/entity-types.ts';
import { chatIdOf } from '../../functions/domain/chat-id.ts';
import type { LocalRun } from '../../local/start-local.ts';
import { VisitorSchema } from '../../protocol/index.ts';
import { entityTypesOf } from '../support/entity-types-of.ts';
import { call } from '../support/http-client.ts';
import { answerUser, aSignedInAdmin, aSignedInUser, says } from '../support/people.ts';
import { startRun } from '../support/run.ts';
import { connectAndSubscribe } from '../support/socket-client.ts';
import { tracesOf } from '../support/traces.ts';
import { waitUntil } from '../support/wait-until.ts';

let run: LocalRun;
beforeAll(async () => {
  // With the limits of a deployment, which have items of their own.
  run = await startRun({ limits: {} });
});
afterAll(() => run.stop());

const everything = () => tracesOf(run, '');

/** Every item that the word is part of. */
const stored = async (word: string) => (await tracesOf(run, word)).map(({ entity }) => entity);

async function linksOfTheEmailTo(email: string) {
  await run.advance(301);
  const text = await waitUntil('the email', async () => {
    const [sent] = (await run.emails()).filter(({ to }) => to.includes(email));
    return sent?.text;
  });
  const [open = '', unsubscribe = ''] = text.match(/http\S+token=\S+/g) ?? [];
  return { open: new URL(open), unsubscribe: new URL(unsubscribe) };
}

test('[T11] all that is stored, from the first visit to the emailed link, has its entity type', async () => {
  const admin = await aSignedInAdmin(run);
  const dashboard = await connectAndSubscribe(run.url, admin.token, { channel: 'admin' });
  const created = await call(run.url, 'POST /api/visitors', { body: {} });
  const { token } = v.parse(VisitorSchema, created.body);
  const id = `${decodeJwt(token).sub}`;
  const email = `${randomUUID()}@example.com`;
  await call(run.url, 'PUT /api/support_chat/contact', {
    token,
    body: { email, name: 'Vi Sitor' },
  });
  await says(run, { token }, 'Is it waterproof?');
  await answerUser(run, id, 'It is.');
  const { open, unsubscribe } = await linksOfTheEmailTo(email);
  const { headers } = await call(open.origin, `GET ${open.pathname}${open.search}`);
  const [, ticket] = /#support-chat=(.+)$/.exec(headers.get('location') ?? '') ?? [];
  const accepted = await call(run.url, 'POST /api/email/ticket', {
    body: { ticket, accept: true },
  });
  expect(accepted.status).toBe(200);
  await call(unsubscribe.origin, `POST ${unsubscribe.pathname}${unsubscribe.search}`);

  const user = await aSignedInUser(run);
  const { chat_id } = user;
  const body = { visitor_token: token };
  const joined = await call(run.url, 'POST /api/support_chat/join', { token: user.token, body });
  expect(joined.body).toEqual({ joined: true });
  const socket = await connectAndSubscribe(run.url, user.token, { channel: 'chat', chat_id });
  const reply = { content: 'Hello!' };
  await call(run.url, 'PUT /api/admin/canned_replies/hello', { token: admin.token, body: reply });
  // What a visitor leaves before they write has no chat yet.
  const shy = await run.token({ role: 'visitor' });
  await call(run.url, 'PUT /api/support_chat/contact', { token: shy, body: { email } });

  const items = await everything();
  for (const item of items) expect(entityTypesOf(item)).toEqual([item.entity]);
  expect(new Set(items.map(({ entity }) => entity))).toEqual(new Set(Object.keys(ENTITY_TYPES)));

  await call(run.url, `DELETE /api/admin/chats/${chat_id}`, { token: admin.token });
  expect(await stored(chat_id)).toEqual([]);
  expect(await stored(chatIdOf(id))).toEqual([]);
  for (const open of [socket, dashboard]) open.close();
});
