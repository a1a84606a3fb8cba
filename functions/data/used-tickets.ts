import { randomUUID } from 'node:crypto';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { expiryOf } from './entity-types.ts';
import { usedTicketKey } from './keys.ts';
import type { Table } from './table.ts';

export type Ticket = { readonly id: string; readonly expires_at: Date };

/** Whether a ticket has been used. */
export async function isUsed(table: Table, { id }: Ticket): Promise<boolean> {
  const { Item } = await table.client.send(
    new GetCommand({ TableName: table.name, Key: usedTicketKey(id), ConsistentRead: true }),
  );
  return Item !== undefined;
}

/** Marks a ticket as used. False if it was used before: of several callers, one gets true. */
export async function useUp(table: Table, { id, expires_at }: Ticket): Promise<boolean> {
  const used_by = randomUUID();
  try {
    await table.client.send(
      new PutCommand({
        TableName: table.name,
        Item: {
          ...usedTicketKey(id),
          entity: 'used_ticket',
          used_by,
          expires_at: expiryOf('used_ticket', expires_at),
        },
        ConditionExpression: 'attribute_not_exists(pk)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    return true;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    // The SDK retries a write whose response was lost, and then finds its own first one.
    return error.Item?.used_by?.S === used_by;
  }
}
