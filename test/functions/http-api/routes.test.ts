import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getChat as readChat } from '../../../functions/data/chats.ts';
import { sendMessage } from '../../../functions/data/send-message.ts';
import type { Table } from '../../../functions/data/table.ts';
import type { Actor } from '../../../functions/domain/actor.ts';
import { chatIdOf } from '../../../functions/domain/chat-id.ts';
import { openFromEmail } from '../../../functions/http-api/routes/email-open.ts';
import { getChat } from '../../../functions/http-api/routes/get-chat.ts';
import { signOpenLink } from '../../../functions/identity/email-links.ts';
import { verifiedByGateway } from '../../support/admin-request.ts';
import { aRequest, httpServices, keys } from '../../support/ask-route.ts';
import { anOutgoingMessage, aUser } from '../../support/builders.ts';
import { type Database, startDatabase } from '../../support/database.ts';

let database: Database;
beforeAll(async () => {
  database = await startDatabase();
});
afterAll(() => database.stop());

const now = () => new Date();

const services = (table: Table = database.table) =>
  httpServices(table, { environment: { SITE_URL: 'https://shop.example/#/home' } });

const write = (actor: Actor, chat_id: string, url?: string) =>
  sendMessage(database.table, {
    actor,
    outgoing: {
      ...anOutgoingMessage({ chat_id }),
      ...(url && { page: { url, title: '', language: '' } }),
    },
    shards: 1,
    now,
  });

describe('[H12] the link of an email', () => {
  const open = async (id: string, url?: string) => {
    const chat_id = chatIdOf(id);
    await write(aUser(id), chat_id, url);
    const token = await signOpenLink(keys, { chat_id, email_hash: '' }, now());
    return openFromEmail.respond(aRequest({ query: { token } }), services());
  };
  const locationOf = async (...args: Parameters<typeof open>) => (await open(...args)).headers;

  test('leads to the page that the user wrote from', async () => {
    const url = 'https://shop.example/cart?item=1#top';
    expect(await locationOf('page', url)).toMatchObject({
      location: 'https://shop.example/cart?item=1#support-chat=open',
    });
  });

  test.each([
    'https://evil.example/',
    'blob:https://shop.example/0d9c5f4e',
    'javascript:alert(1)',
    'https://shop.example@evil.example/',
  ])('does not redirect to %s', async (url) => {
    expect(await locationOf(url, url)).toMatchObject({
      location: 'https://shop.example/#support-chat=open',
    });
  });

  test('[S6] to an erased chat shows a page that runs nothing', async () => {
    const token = await signOpenLink(keys, { chat_id: chatIdOf('nobody'), email_hash: '' }, now());
    const answer = await openFromEmail.respond(aRequest({ query: { token } }), services());
    expect(answer.headers['content-type']).toMatch('text/html');
    expect(answer.headers['content-security-policy']).toMatch(/^default-src 'none';/);
    expect(answer.headers['content-security-policy']).not.toMatch(/unsafe|\*|script-src/);
  });
});

test('[D7] a message that the opened chat did not show is not marked viewed', async () => {
  const chat_id = chatIdOf('late');
  await write(aUser('late'), chat_id);
  await write(aUser('late'), chat_id);
  const { table } = database;
  const behind = Object.assign(Object.create(table.client), {
    async send(command: Parameters<typeof table.client.send>[0]) {
      const answer = await table.client.send(command);
      const isPage = command.constructor.name === 'QueryCommand' && 'Items' in answer;
      // A page that is read eventually consistently may lack the newest message.
      return isPage ? { ...answer, Items: answer.Items?.slice(1) } : answer;
    },
  });
  const admin = await verifiedByGateway('ada', ['admins']);
  const request = aRequest({ params: { id: chat_id }, ...admin });
  const answer = await getChat.respond(request, services({ client: behind, name: table.name }));
  expect(JSON.parse(answer.body)).toMatchObject({ unread: true, messages: [{ seq: 1 }] });
  expect((await readChat(table, chat_id)).admin_viewed_seq).toBe(1);
});
