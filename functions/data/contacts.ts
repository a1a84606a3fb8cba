import { GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import * as v from 'valibot';
import type { UserDetails } from '../domain/outgoing-message.ts';
import { endOf, hasExpired } from '../domain/retention.ts';
import type { Write } from './chat-writes.ts';
import { findChat } from './chats.ts';
import { assertNotJoined, ifNotJoined } from './joined-chats.ts';
import { chatKey, contactKey } from './keys.ts';
import { retryOnConflict } from './retry-on-conflict.ts';
import { searchWrites } from './search.ts';
import type { Table } from './table.ts';
import { unlessExists } from './unless-exists.ts';

const ContactSchema = v.object({
  email: v.string(),
  name: v.optional(v.nullable(v.string()), null),
});
type Contact = v.InferOutput<typeof ContactSchema>;
const EndSchema = v.object({ expires_at: v.optional(v.number()) });

/** The contact of a visitor, or undefined. */
export async function findContact(
  table: Table,
  chat_id: string,
  now = new Date(),
): Promise<Contact | undefined> {
  const { Item } = await table.client.send(
    new GetCommand({ TableName: table.name, Key: contactKey(chat_id), ConsistentRead: true }),
  );
  if (!Item || hasExpired(v.parse(EndSchema, Item), now)) return undefined;
  return v.parse(ContactSchema, Item);
}

/**
 * Stores a visitor's address, and updates their chat if it exists. Before the first message the
 * contact waits in its own item, because an empty chat must not appear in the inbox. It is kept as
 * long as a message would be.
 */
export async function putContact(
  table: Table,
  chat_id: string,
  contact: { email: string; name?: string | undefined },
  { now, retentionDays = 0 }: { now: Date; retentionDays?: number },
): Promise<void> {
  const at = now.toISOString();
  await retryOnConflict(async (round) => {
    const before = await findChat(table, chat_id, { now });
    if (!before && round > 0) await assertNotJoined(table, chat_id, now);
    const name = contact.name || before?.user_name || undefined;
    const after = before && { ...before, user_email: contact.email, user_name: name ?? null };
    await table.client.send(
      new TransactWriteCommand({
        TransactItems: [
          {
            Put: {
              TableName: table.name,
              Item: contactItem(chat_id, { email: contact.email, name }, at, retentionDays),
            },
          },
          ...(after ? [showInChat(table, chat_id, contact.email, name, at)] : []),
          ...(after ? searchWrites(table, before, after) : []),
          ...(after ? [] : [ifNoChatYet(table, chat_id, now), ifNotJoined(table, chat_id, now)]),
        ],
      }),
    );
  });
}

/** The contact as an item. */
export const contactItem = (
  chat_id: string,
  { email, name }: { email: string; name?: string | undefined },
  at: string,
  retentionDays: number,
): Record<string, unknown> => ({
  ...contactKey(chat_id),
  entity: 'contact',
  email,
  name,
  expires_at: endOf(at, retentionDays),
});

/**
 * Part of the transaction of a visitor's first message. Fails if the contact has changed since it
 * was read, so that the new chat does not miss it.
 */
export function ifContactIsStill(
  table: Table,
  chat_id: string,
  known: UserDetails,
  now: Date,
): Write {
  const { user_email: email, user_name: name } = known;
  return {
    ConditionCheck: {
      TableName: table.name,
      Key: contactKey(chat_id),
      ...(email === null
        ? unlessExists(now)
        : {
            ConditionExpression: `email = :email AND ${
              name === null ? 'attribute_not_exists(#name)' : '#name = :name'
            }`,
            ExpressionAttributeNames: { '#name': 'name' },
            ExpressionAttributeValues: { ':email': email, ...(name !== null && { ':name': name }) },
          }),
    },
  };
}

function showInChat(
  table: Table,
  chat_id: string,
  email: string,
  name: string | undefined,
  now: string,
) {
  return {
    Update: {
      TableName: table.name,
      Key: chatKey(chat_id),
      UpdateExpression: `SET user_email = :email, updated_at = :now${name ? ', user_name = :name' : ''}`,
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeValues: { ':email': email, ':now': now, ...(name && { ':name': name }) },
    },
  };
}

const ifNoChatYet = (table: Table, chat_id: string, now: Date): Write => ({
  ConditionCheck: { TableName: table.name, Key: chatKey(chat_id), ...unlessExists(now) },
});
