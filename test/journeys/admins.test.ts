import { beforeAll, describe, expect, test } from 'vitest';
import type { Admin, User } from '../support/people.ts';
import { connectAndSubscribe } from '../support/socket-client.ts';
import { openStage } from '../support/stage.ts';

const stage = await openStage();
const { run } = stage;
let ada: Admin;
let grace: Admin;
let user: User;
beforeAll(async () => {
  ada = await stage.admin('Ada');
  grace = await stage.admin('Grace');
  user = await stage.signedInUser();
  await user.write('hello');
});

const openChat = ({ token }: Pick<User, 'token'>) =>
  connectAndSubscribe(run.url, token, { channel: 'chat', chat_id: user.chat_id });

const names = (expected: string[]) => (e: { names: string[] }) =>
  JSON.stringify(e.names) === JSON.stringify(expected);

test('[A4] admins see who else has the chat open, and who is typing; the user sees no viewers', async () => {
  const atUser = await openChat(user);
  const atAda = await openChat(ada);
  await atAda.event('viewers', names([]));
  const atGrace = await openChat(grace);
  await atAda.event('viewers', names(['Grace']));
  await atGrace.event('viewers', names(['Ada']));
  atGrace.send({ action: 'typing', chat_id: user.chat_id, is_typing: true });
  expect(await atAda.event('typing')).toMatchObject({ sender_type: 'admin', sender_name: 'Grace' });
  atGrace.close();
  await atAda.event('viewers', (e) => names([])(e) && atAda.all('viewers').length > 2);
  expect(atUser.all('viewers')).toEqual([]);
  for (const client of [atUser, atAda]) client.close();
});

test('[A8] an opened chat says when the user first wrote, and from where they last did', async () => {
  const first = await ada.call(`GET /api/admin/chats/${user.chat_id}`);
  expect(first.body).toMatchObject({ page: null, created_at: expect.stringMatching(/Z$/) });
  const page = { url: 'https://shop.example/tents', title: 'Tents', language: 'de' };
  await user.write('from here', page);
  await user.write('from nowhere');
  expect((await ada.call(`GET /api/admin/chats/${user.chat_id}`)).body).toMatchObject({ page });
});

test('[H8] an admin without a socket marks read what they have seen', async () => {
  const atUser = await openChat(user);
  const path = `/api/admin/chats/${user.chat_id}/mark_read`;
  expect(await ada.call(`PATCH ${path}`, { up_to: 1 })).toMatchObject({
    status: 200,
    body: { read_count: 1 },
  });
  await atUser.event('messages_read', (e) => e.reader === 'admin' && e.up_to === 1);
  const all = await ada.call(`PATCH ${path}`, {});
  expect(all.body).toMatchObject({ unread_count: 0 });
  atUser.close();
});

describe('[H13] canned replies', () => {
  const path = '/api/admin/canned_replies';

  test('are shared by all admins, and nobody overwrites a colleague unawares', async () => {
    expect((await ada.call(`GET ${path}`)).body).toEqual({ canned_replies: [] });
    const put = await ada.call(`PUT ${path}/hello`, { content: ' Hello, how can I help? ' });
    expect(put).toMatchObject({ status: 200, body: { name: 'hello' } });
    const { body } = await grace.call(`GET ${path}`);
    expect(body).toEqual({ canned_replies: [put.body] });
    expect(body).toMatchObject({ canned_replies: [{ content: 'Hello, how can I help?' }] });

    const { updated_at } = put.body as { updated_at: string };
    const byGrace = { content: 'Hi!', updated_at };
    expect(await grace.call(`PUT ${path}/hello`, byGrace)).toMatchObject({ status: 200 });
    const byAda = { content: 'Good day!', updated_at };
    expect(await ada.call(`PUT ${path}/hello`, byAda)).toMatchObject({
      status: 409,
      body: { error: { code: 'conflict' } },
    });
    expect(await ada.call(`DELETE ${path}/hello`)).toMatchObject({ status: 204 });
    expect(await ada.call(`DELETE ${path}/hello`)).toMatchObject({ status: 204 });
    expect((await grace.call(`GET ${path}`)).body).toEqual({ canned_replies: [] });
  });

  test.each([
    ['PUT', 'Hello', { content: 'x' }, 400],
    ['PUT', 'x'.repeat(33), { content: 'x' }, 400],
    ['PUT', 'hello', { content: '  ' }, 400],
    ['PUT', 'hello', { content: 'x'.repeat(4_001) }, 413],
    ['PUT', 'hello', {}, 400],
    ['DELETE', 'a_b', undefined, 400],
  ])('%s of %s with %j is refused', async (method, name, body, status) => {
    expect(await ada.call(`${method} ${path}/${name}`, body)).toMatchObject({ status });
  });

  test('are no business of users', async () => {
    expect(await user.call(`GET ${path}`)).toMatchObject({ status: 401 });
  });
});

test('nothing has failed on the way', () => {
  expect(run.failures()).toEqual([]);
});
