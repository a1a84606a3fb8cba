import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as v from 'valibot';
import { type EmailSkip, EmailSkipSchema } from '../../protocol/index.ts';
import { suppressionKey, suppressionKeyOfHash } from './keys.ts';
import type { Table } from './table.ts';

const SuppressionSchema = v.object({ reason: EmailSkipSchema });

/** Why an address gets no emails, or undefined if it does. */
export async function findSuppression(table: Table, email: string): Promise<EmailSkip | undefined> {
  const { Item } = await table.client.send(
    new GetCommand({ TableName: table.name, Key: suppressionKey(email), ConsistentRead: true }),
  );
  return Item && v.parse(SuppressionSchema, Item).reason;
}

/** Stops all emails to the address with this hash. Repeating it is no error. */
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
