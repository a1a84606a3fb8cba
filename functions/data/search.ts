import { BatchGetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as v from 'valibot';
import { domainTerm, type SearchTerms, searchTerm, searchTerms } from '../../protocol/index.ts';
import { type Chat, type InboxEntry, InboxEntrySchema } from '../domain/chat.ts';
import { hasExpired } from '../domain/retention.ts';
import type { Write } from './chat-writes.ts';
import type { SearchField } from './entity-types.ts';
import { chatKey, INDEX, searchIndexKey, searchKey, searchPartition } from './keys.ts';
import type { Table } from './table.ts';

/** How many chats a search reads per field. Admins type another letter to find others. */
const MATCHES_PER_FIELD = 100;
const BATCH_GET_MAX = 100;

/** Updates the search entries of a chat and deletes obsolete ones. */
export const searchWrites = (table: Table, before: Chat | undefined, after: Chat): Write[] => [
  ...searchItems(before, after).map((Item) => ({ Put: { TableName: table.name, Item } })),
  ...staleKeys(before, after).map((Key) => ({ Delete: { TableName: table.name, Key } })),
];

/** The search entries to write: those whose term or expiry has changed. */
export function searchItems(before: Chat | undefined, after: Chat): Record<string, unknown>[] {
  const isSameEnd = before?.expires_at === after.expires_at;
  const old = before && searchTerms(before);
  return FIELDS.flatMap(({ field, of }) =>
    of(searchTerms(after)).flatMap((term, place) => {
      const isSame = isSameEnd && old !== undefined && of(old)[place] === term;
      return isSame ? [] : [searchItem(after, field, place, term)];
    }),
  );
}

/** The fields, and the terms of each. */
const FIELDS: readonly {
  field: SearchField;
  of: (terms: SearchTerms) => readonly string[];
}[] = [
  { field: 'EMAIL', of: ({ email }) => email },
  { field: 'DOMAIN', of: ({ domain }) => domain },
  { field: 'NAME', of: ({ name }) => name },
];

const searchItem = (
  { chat_id, expires_at }: Chat,
  field: SearchField,
  place: number,
  term: string,
) => ({
  ...searchKey(chat_id, field, place),
  ...searchIndexKey(chat_id, field, term),
  entity: 'search',
  chat_id,
  expires_at,
});

/** The keys of entries for words that the name no longer has. */
function staleKeys(before: Chat | undefined, after: Chat) {
  if (!before) return [];
  const { length } = searchTerms(after).name;
  const old = searchTerms(before).name.keys();
  return [...old]
    .filter((place) => place >= length)
    .map((place) => searchKey(after.chat_id, 'NAME', place));
}

/**
 * Finds chats by the start of the user's email, of its domain, or of a word of their name, newest
 * first. It reads at most 100 chats per field, so its cost does not depend on the number of chats.
 */
export async function searchChats(
  table: Table,
  { q, isArchived, now = new Date() }: { q: string; isArchived: boolean; now?: Date },
): Promise<InboxEntry[]> {
  const found = await Promise.all([
    matches(table, 'EMAIL', searchTerm(q), now),
    matches(table, 'DOMAIN', domainTerm(q), now),
    matches(table, 'NAME', searchTerm(q), now),
  ]);
  const ids = [...new Set(found.flat())];
  const chats = await Promise.all(
    chunks(ids, BATCH_GET_MAX).map((chunk) => getEntries(table, chunk)),
  );
  return chats
    .flat()
    .filter((chat) => (chat.archived_at !== null) === isArchived && !hasExpired(chat, now))
    .sort((a, b) => (a.last_message_at < b.last_message_at ? 1 : -1));
}

const MatchSchema = v.object({ chat_id: v.string(), expires_at: v.optional(v.number()) });

async function matches(
  table: Table,
  field: SearchField,
  term: string,
  now: Date,
): Promise<string[]> {
  if (term === '') return [];
  const { Items = [] } = await table.client.send(
    new QueryCommand({
      TableName: table.name,
      IndexName: INDEX,
      KeyConditionExpression: 'gsi1pk = :field AND begins_with(gsi1sk, :term)',
      ExpressionAttributeValues: { ':field': searchPartition(field), ':term': term },
      Limit: MATCHES_PER_FIELD,
    }),
  );
  return Items.map((item) => v.parse(MatchSchema, item))
    .filter((match) => !hasExpired(match, now))
    .map(({ chat_id }) => chat_id);
}

/** Reads the chats, and repeats the request for unprocessed keys. */
async function getEntries(table: Table, ids: string[]): Promise<InboxEntry[]> {
  const entries: InboxEntry[] = [];
  let RequestItems: Record<string, { Keys: Record<string, unknown>[] }> | undefined = {
    [table.name]: { Keys: ids.map(chatKey) },
  };
  while (RequestItems && Object.keys(RequestItems).length > 0) {
    const response: { Responses?: Record<string, unknown[]>; UnprocessedKeys?: unknown } =
      await table.client.send(new BatchGetCommand({ RequestItems }));
    for (const item of response.Responses?.[table.name] ?? []) {
      entries.push(v.parse(InboxEntrySchema, item));
    }
    RequestItems = v.parse(UnprocessedSchema, response.UnprocessedKeys ?? {});
  }
  return entries;
}

const UnprocessedSchema = v.record(
  v.string(),
  v.object({ Keys: v.array(v.record(v.string(), v.unknown())) }),
);

function chunks<T>(all: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}
