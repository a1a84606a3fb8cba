import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { suppressionKey, suppressionKeyOfHash } from './keys.ts';
import type { Table } from './table.ts';

/** Whether an address wants no more email, or cannot take any. */
export async function isSuppressed(table: Table, email: string): Promise<boolean> {
  const { Item } = await table.client.send(
    new GetCommand({ TableName: table.name, Key: suppressionKey(email), ConsistentRead: true }),
  );
  return Item !== undefined;
}

/** Sends nothing more to the address with this hash. Doing it twice is no error. */
export async function suppress(
  table: Table,
  hash: string,
  reason: 'unsubscribed',
  now: string,
): Promise<void> {
  await table.client.send(
    new PutCommand({
      TableName: table.name,
      Item: { ...suppressionKeyOfHash(hash), entity: 'suppression', reason, created_at: now },
    }),
  );
}
