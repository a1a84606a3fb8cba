import { randomUUID } from 'node:crypto';
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { connectAndSubscribe } from '../support/socket-client.ts';
import { openStage } from '../support/stage.ts';
import { waitUntil } from '../support/wait-until.ts';

const stage = await openStage();
const { run } = stage;

async function subscriptionsOf(chat_id: string): Promise<unknown[]> {
  const { client, tableName } = run.database;
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tableName,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': `CHAT#${chat_id}`, ':prefix': 'SUBSCRIPTION#' },
    }),
  );
  return Items;
}

test('[W7] a socket that vanished is removed by the next push, and the others have theirs', async () => {
  const user = await stage.signedInUser();
  const chat = { channel: 'chat', chat_id: user.chat_id } as const;
  const admin = await stage.admin();
  const vanishing = await connectAndSubscribe(run.url, user.token, chat);
  const [vanished] = run.connections();
  const staying = await connectAndSubscribe(run.url, user.token, chat);
  const adminSocket = await admin.connect();
  expect(await subscriptionsOf(user.chat_id)).toHaveLength(2);

  run.dropConnection(vanished ?? '');
  await vanishing.closed;
  expect(await subscriptionsOf(user.chat_id)).toHaveLength(2);
  for (const content of ['one', 'two']) {
    const client_id = randomUUID();
    await staying.ask({ action: 'send_message', chat_id: user.chat_id, content, client_id });
  }
  await staying.event('new_message', (e) => e.message.content === 'two');
  await adminSocket.event('new_user_message', (e) => e.message.content === 'two');
  await waitUntil(
    'the lost subscription to go',
    async () => (await subscriptionsOf(user.chat_id)).length === 1,
  );
  expect(staying.all('new_message').map((e) => e.message.seq)).toEqual([1, 2]);
  expect(run.failures()).toEqual([]);
});

test('a closed socket leaves nothing behind', async () => {
  const user = await stage.signedInUser();
  const socket = await user.connect();
  socket.close();
  await waitUntil('it to go', async () => (await subscriptionsOf(user.chat_id)).length === 0);
});
