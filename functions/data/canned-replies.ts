import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as v from 'valibot';
import { CANNED_REPLIES_MAX, type CannedReply, CannedReplySchema } from '../../protocol/index.ts';
import { ConflictError, TooLargeError } from '../domain/errors.ts';
import { CANNED_REPLIES_PK, cannedReplyKey } from './keys.ts';
import { queryAll } from './query-all.ts';
import type { Table } from './table.ts';

/** All canned replies, by name. */
export async function listCannedReplies(table: Table): Promise<CannedReply[]> {
  const items = await queryAll(table, {
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': CANNED_REPLIES_PK },
    // An admin who has just saved a reply must see it in the list.
    ConsistentRead: true,
  });
  return items.map((item) => v.parse(CannedReplySchema, item));
}

/**
 * Stores a new canned reply, or replaces the one whose `updated_at` is `replaced`. Repeating it
 * changes nothing. Throws `ConflictError` if a colleague has changed the reply meanwhile, and
 * `TooLargeError` if there are already 200. Two new replies stored at the same time may exceed the
 * limit.
 */
export async function putCannedReply(
  table: Table,
  reply: CannedReply,
  replaced: string | undefined,
): Promise<CannedReply> {
  if (replaced === undefined) await assertRoom(table, reply.name);
  try {
    await table.client.send(
      new PutCommand({
        TableName: table.name,
        Item: { ...cannedReplyKey(reply.name), entity: 'canned_reply', ...reply },
        ...(replaced === undefined
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : {
              ConditionExpression: 'updated_at = :replaced',
              ExpressionAttributeValues: { ':replaced': replaced },
            }),
      }),
    );
    return reply;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return sameAsStored(table, reply);
  }
}

/** If the name exists, the write itself decides whether it may be replaced. */
async function assertRoom(table: Table, name: string): Promise<void> {
  const stored = await listCannedReplies(table);
  if (stored.length < CANNED_REPLIES_MAX || stored.some((one) => one.name === name)) return;
  throw new TooLargeError(`You have reached the limit of ${CANNED_REPLIES_MAX} canned replies.`);
}

async function sameAsStored(table: Table, { name, content }: CannedReply): Promise<CannedReply> {
  const stored = await findCannedReply(table, name);
  if (stored?.content === content) return stored;
  throw new ConflictError('A colleague has changed this canned reply. Load it again.');
}

async function findCannedReply(table: Table, name: string): Promise<CannedReply | undefined> {
  const { Item } = await table.client.send(
    new GetCommand({ TableName: table.name, Key: cannedReplyKey(name), ConsistentRead: true }),
  );
  return Item && v.parse(CannedReplySchema, Item);
}

/** Deletes a canned reply. Does nothing if it does not exist. */
export async function deleteCannedReply(table: Table, name: string): Promise<void> {
  await table.client.send(new DeleteCommand({ TableName: table.name, Key: cannedReplyKey(name) }));
}
