import { GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import * as v from 'valibot';
import type { UserDetails } from '../domain/draft.ts';
import type { Write } from './chat-writes.ts';
import { findChat } from './chats.ts';
import { chatKey, contactKey } from './keys.ts';
import { untilRaceIsWon } from './lost-race.ts';
import { searchWrites } from './search.ts';
import type { Table } from './table.ts';

const ContactSchema = v.object({
  email: v.string(),
  name: v.optional(v.nullable(v.string()), null),
});
export type Contact = v.InferOutput<typeof ContactSchema>;

/** What a visitor left of themselves, or undefined. */
export async function findContact(table: Table, chat_id: string): Promise<Contact | undefined> {
  const { Item } = await table.client.send(
    new GetCommand({ TableName: table.name, Key: contactKey(chat_id), ConsistentRead: true }),
  );
  return Item && v.parse(ContactSchema, Item);
}

/**
 * Keeps a visitor's address, and shows it in their chat if there is one. Before the first message
 * it waits aside, because an empty chat stores nothing that the inbox could show.
 */
export async function putContact(
  table: Table,
  chat_id: string,
  contact: { email: string; name?: string | undefined },
  now: string,
): Promise<void> {
  await untilRaceIsWon(async () => {
    const before = await findChat(table, chat_id);
    const name = contact.name || before?.user_name || undefined;
    const after = before && { ...before, user_email: contact.email, user_name: name ?? null };
    await table.client.send(
      new TransactWriteCommand({
        TransactItems: [
          {
            Put: {
              TableName: table.name,
              Item: { ...contactKey(chat_id), entity: 'contact', email: contact.email, name },
            },
          },
          ...(after ? [showInChat(table, chat_id, contact.email, name, now)] : []),
          ...(after ? searchWrites(table, before, after) : []),
          ...(after ? [] : [ifNoChatYet(table, chat_id)]),
        ],
      }),
    );
  });
}

/**
 * Part of a visitor's first message: loses when they have left something else since it was read, so
 * that their new chat does not overlook it.
 */
export function ifContactIsStill(table: Table, chat_id: string, known: UserDetails): Write {
  const { user_email: email, user_name: name } = known;
  return {
    ConditionCheck: {
      TableName: table.name,
      Key: contactKey(chat_id),
      ...(email === null
        ? { ConditionExpression: 'attribute_not_exists(pk)' }
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

function ifNoChatYet(table: Table, chat_id: string) {
  return {
    ConditionCheck: {
      TableName: table.name,
      Key: chatKey(chat_id),
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  };
}
