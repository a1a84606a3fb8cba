import { randomUUID } from 'node:crypto';
import { BatchWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import pMap from 'p-map';
import { chatKey, messageKey } from '../../functions/data/keys.ts';
import type { LocalRun } from '../../local/start-local.ts';
import { aMessage } from './builders.ts';

const BATCH = 25;

/** Adds `count` messages to a chat of one message, directly in the table. */
export async function fillChat(
  { client, tableName }: LocalRun['database'],
  chat_id: string,
  { count, content }: { count: number; content: string },
): Promise<void> {
  const items = Array.from({ length: count }, (_, n) => ({
    ...aMessage({ seq: n + 2, content, id: randomUUID() }),
    ...messageKey(chat_id, n + 2),
  }));
  const batches = Array.from({ length: Math.ceil(count / BATCH) }, (_, n) =>
    items.slice(n * BATCH, (n + 1) * BATCH).map((Item) => ({ PutRequest: { Item } })),
  );
  await pMap(
    batches,
    (requests) => client.send(new BatchWriteCommand({ RequestItems: { [tableName]: requests } })),
    { concurrency: 4 },
  );
  await client.send(
    new UpdateCommand({
      TableName: tableName,
      Key: chatKey(chat_id),
      // As if the user had written them.
      UpdateExpression:
        'SET message_count = :count, last_user_seq = :count, admin_unread_count = :count',
      ExpressionAttributeValues: { ':count': count + 1 },
    }),
  );
}
