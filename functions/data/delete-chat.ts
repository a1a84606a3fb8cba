import { QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import * as v from 'valibot';
import { deleteItems } from './delete-items.ts';
import {
  chatKey,
  chatPk,
  contactKey,
  MESSAGE_PREFIX,
  SENT_MARKER_PREFIX,
  searchKeys,
  seqOfMessageSk,
} from './keys.ts';
import { isConflict, type Table } from './table.ts';

/** So few that the time is looked at often, however slow the table is just then. */
const PAGE = 100;

/** Whether all messages are gone. Markers go first: one that outlived its message would answer a repeat with nothing. */
export async function deleteMessages(
  table: Table,
  chat_id: string,
  isOver: () => boolean,
): Promise<boolean> {
  for (const prefix of [SENT_MARKER_PREFIX, MESSAGE_PREFIX]) {
    let ExclusiveStartKey: Record<string, unknown> | undefined;
    do {
      const page = await listKeys(table, chat_id, { prefix, limit: PAGE, ExclusiveStartKey });
      if (!(await deleteItems(table, page.keys, isOver))) return false;
      ExclusiveStartKey = page.next;
    } while (ExclusiveStartKey);
  }
  return true;
}

/** The `seq` of the first message that is still there: they go oldest first. */
export async function firstSeq(table: Table, chat_id: string): Promise<number | undefined> {
  const { keys } = await listKeys(table, chat_id, { prefix: MESSAGE_PREFIX, limit: 1 });
  const [first] = keys;
  return first && seqOfMessageSk(first.sk);
}

const KeysSchema = v.array(v.object({ pk: v.string(), sk: v.string() }));

async function listKeys(
  table: Table,
  chat_id: string,
  range: {
    prefix: string;
    limit: number;
    ExclusiveStartKey?: Record<string, unknown> | undefined;
  },
) {
  const { prefix, limit, ExclusiveStartKey } = range;
  const { Items, LastEvaluatedKey } = await table.client.send(
    new QueryCommand({
      TableName: table.name,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': chatPk(chat_id), ':prefix': prefix },
      ProjectionExpression: 'pk, sk',
      ConsistentRead: true,
      Limit: limit,
      ExclusiveStartKey,
    }),
  );
  return { keys: v.parse(KeysSchema, Items ?? []), next: LastEvaluatedKey };
}

type Condition = {
  readonly ConditionExpression: string;
  readonly ExpressionAttributeValues?: Record<string, unknown>;
};

/** Deletes the chat with what stands beside it, at once. False when the condition does not hold. */
export async function deleteChat(
  table: Table,
  chat_id: string,
  condition: Condition,
  others: readonly Readonly<Record<string, string>>[] = [],
): Promise<boolean> {
  const keys = [contactKey(chat_id), ...searchKeys(chat_id), ...others];
  try {
    await table.client.send(
      new TransactWriteCommand({
        TransactItems: [
          { Delete: { TableName: table.name, Key: chatKey(chat_id), ...condition } },
          ...keys.map((Key) => ({ Delete: { TableName: table.name, Key } })),
        ],
      }),
    );
    return true;
  } catch (error) {
    if (isConflict(error)) return false;
    throw error;
  }
}
