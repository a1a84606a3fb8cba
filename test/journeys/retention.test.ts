import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, expect, test } from 'vitest';
import { chatKey, messageKey } from '../../functions/data/keys.ts';
import type { Admin } from '../support/people.ts';
import type { SocketClient } from '../support/socket-client.ts';
import { openStage } from '../support/stage.ts';
import { waitUntil } from '../support/wait-until.ts';

const stage = await openStage({ template: withRetention });
const { run } = stage;
let admin: Admin;
let dashboard: SocketClient;
beforeAll(async () => {
  admin = await stage.admin();
  dashboard = await admin.connect();
});

/** Sets the deploy setting in the functions' environment. */
function withRetention(template: unknown): unknown {
  const text = JSON.stringify(template);
  return JSON.parse(text.replaceAll('"RETENTION_DAYS":"0"', '"RETENTION_DAYS":"1"'));
}

const find = async (Key: Record<string, string>) => {
  const { client, tableName } = run.database;
  return (await client.send(new GetCommand({ TableName: tableName, Key }))).Item;
};

/** Lets an item expire now: the engine deletes by the real clock, as DynamoDB does. */
async function expire(Key: Record<string, string>): Promise<void> {
  const { client, tableName } = run.database;
  await client.send(
    new UpdateCommand({
      TableName: tableName,
      Key,
      UpdateExpression: 'SET expires_at = :past',
      ExpressionAttributeValues: { ':past': Math.floor(Date.now() / 1_000) - 1 },
    }),
  );
}

test('[D11] a chat is deleted after so many days, and is shown to nobody from then on', async () => {
  const user = await stage.signedInUser();
  for (const content of ['one', 'two']) await user.write(content);
  const keys = [chatKey(user.chat_id), messageKey(user.chat_id, 1), messageKey(user.chat_id, 2)];
  const soonest = Date.now() / 1_000 + 86_400;
  for (const key of keys) {
    const { expires_at } = (await find(key)) ?? {};
    expect(expires_at).toBeGreaterThan(soonest - 60);
    expect(expires_at).toBeLessThan(soonest + 86_400);
  }

  await expire(messageKey(user.chat_id, 1));
  expect((await user.call(`GET /api/support_chat`)).body).toMatchObject({
    messages: [{ seq: 2 }],
    has_more: false,
  });
  for (const key of keys) await expire(key);
  expect((await user.call(`GET /api/support_chat`)).body).toMatchObject({
    messages: [],
    unread_count: 0,
  });
  expect((await admin.call(`GET /api/admin/chats/${user.chat_id}`)).status).toBe(404);
  expect((await admin.call(`GET /api/admin/chats`)).body).toMatchObject({ chats: [] });
});

test('[D11] a user who comes back starts a new chat, and everybody is notified of it', async () => {
  const user = await stage.signedInUser();
  for (const content of ['one', 'two']) await user.write(content);
  for (const seq of [1, 2]) await expire(messageKey(user.chat_id, seq));
  await expire(chatKey(user.chat_id));
  await user.write('back again');
  const told = await dashboard.event(
    'new_user_message',
    ({ message }) => message.content === 'back again',
  );
  expect(told.message).toMatchObject({ chat_id: user.chat_id, seq: 1 });
  expect((await admin.call(`GET /api/admin/chats/${user.chat_id}`)).body).toMatchObject({
    messages: [{ content: 'back again' }],
    message_count: 1,
  });
});

test('[D11] dashboards are notified when TTL deletes a chat', async () => {
  const user = await stage.signedInUser();
  await user.write('hello');
  await expire(chatKey(user.chat_id));
  await waitUntil(
    'the chat to be deleted',
    async () => !(await find(chatKey(user.chat_id))),
    30_000,
  );
  await dashboard.event('chat_erased', (e) => e.chat_id === user.chat_id);
  expect(run.failures()).toEqual([]);
});
