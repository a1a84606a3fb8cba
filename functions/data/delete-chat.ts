import { QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import * as v from 'valibot';
import { deleteItems } from './delete-items.ts';
import { ENTITY_TYPES } from './entity-types.ts';
import { chatKey, chatPk, seqOfMessageSk } from './keys.ts';
import { isConflict, type Table } from './table.ts';

/** Small, so that `isOver` is checked often even if the table is slow. */
const PAGE = 100;

const TYPES = Object.values(ENTITY_TYPES);
const BATCHES = TYPES.flatMap((type) => (type.erasedWith === 'batches' ? [type.sk.prefix] : []));
const WITH_CHAT = TYPES.filter((type) => type !== ENTITY_TYPES.chat).flatMap((type) =>
  type.erasedWith === 'chat' ? type.sk.oneOf : [],
);

/**
 * Deletes the messages of a chat, and every other item that is erased in batches. False if `isOver`
 * stopped it.
 */
export async function deleteMessages(
  table: Table,
  chat_id: string,
  isOver: () => boolean,
): Promise<boolean> {
  for (const prefix of BATCHES) {
    let ExclusiveStartKey: Record<string, unknown> | undefined;
    do {
      const page = await listKeys(table, chat_id, { prefix, limit: PAGE, ExclusiveStartKey });
      if (!(await deleteItems(table, page.keys, isOver))) return false;
      ExclusiveStartKey = page.next;
    } while (ExclusiveStartKey);
  }
  return true;
}

/** The `seq` of the oldest message that is left. */
export async function firstSeq(table: Table, chat_id: string): Promise<number | undefined> {
  const { keys } = await listKeys(table, chat_id, {
    prefix: ENTITY_TYPES.message.sk.prefix,
    limit: 1,
  });
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

/** Deletes the chat and the items that are erased with it in one transaction. False if the condition fails. */
export async function deleteChat(
  table: Table,
  chat_id: string,
  condition: Condition,
): Promise<boolean> {
  const keys = WITH_CHAT.map((sk) => ({ pk: chatPk(chat_id), sk }));
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
