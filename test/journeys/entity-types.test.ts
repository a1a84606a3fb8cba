import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { ENTITY_TYPES } from '../../functions/data/entity-types.ts';
import { VisitorSchema } from '../../protocol/index.ts';
import { entityTypesOf } from '../support/entity-types-of.ts';
import { itemsMentioning } from '../support/find-items.ts';
import { call } from '../support/http-client.ts';
import { userOf } from '../support/people.ts';
import { openStage } from '../support/stage.ts';
import { waitUntil } from '../support/wait-until.ts';

/** With the limits of a deployment, which have items of their own. */
const stage = await openStage({ limits: {} });
const { run } = stage;

const everything = () => itemsMentioning(run, '');

/** Every item that the word is part of. */
const stored = async (word: string) =>
  (await itemsMentioning(run, word)).map(({ entity }) => entity);

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
  const admin = await stage.admin();
  const dashboard = await admin.connect();
  const created = await call(run.url, 'POST /api/visitors', { body: {} });
  const { token } = v.parse(VisitorSchema, created.body);
  const email = `${randomUUID()}@example.com`;
  const visitor = userOf(run.url, { token, email });
  await visitor.call('PUT /api/support_chat/contact', { email, name: 'Vi Sitor' });
  await visitor.write('Is it waterproof?');
  await admin.reply(visitor, 'It is.');
  const { open, unsubscribe } = await linksOfTheEmailTo(email);
  const { headers } = await call(open.origin, `GET ${open.pathname}${open.search}`);
  const [, ticket] = /#support-chat=(.+)$/.exec(headers.get('location') ?? '') ?? [];
  const accepted = await call(run.url, 'POST /api/email/ticket', {
    body: { ticket, accept: true },
  });
  expect(accepted.status).toBe(200);
  await call(unsubscribe.origin, `POST ${unsubscribe.pathname}${unsubscribe.search}`);

  const user = await stage.signedInUser();
  const joined = await user.call('POST /api/support_chat/join', { visitor_token: token });
  expect(joined.body).toEqual({ joined: true });
  const socket = await user.connect();
  await admin.call('PUT /api/admin/canned_replies/hello', { content: 'Hello!' });
  // A contact that a visitor leaves before they write has no chat yet.
  await stage.visitor({ email });

  const items = await everything();
  for (const item of items) expect(entityTypesOf(item)).toEqual([item.entity]);
  expect(new Set(items.map(({ entity }) => entity))).toEqual(new Set(Object.keys(ENTITY_TYPES)));

  await admin.call(`DELETE /api/admin/chats/${user.chat_id}`);
  expect(await stored(user.chat_id)).toEqual([]);
  expect(await stored(visitor.chat_id)).toEqual([]);
  for (const open of [socket, dashboard]) open.close();
});
