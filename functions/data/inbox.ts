import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as v from 'valibot';
import { type InboxEntry, InboxEntrySchema } from '../domain/chat.ts';
import { InvalidRequestError } from '../domain/errors.ts';
import { hasExpired } from '../domain/retention.ts';
import { INDEX, inboxShard, inboxSk } from './keys.ts';
import type { Table } from './table.ts';

export type InboxPage = { chats: InboxEntry[]; next_cursor: string | null };

/**
 * One page of the active or archived chats, newest first. It merges the shards of the index and
 * reads each only as far as needed, so its cost does not depend on the number of chats.
 */
export async function listInbox(
  table: Table,
  request: {
    isArchived: boolean;
    cursor?: string | undefined;
    limit: number;
    shards: number;
    now?: Date;
  },
): Promise<InboxPage> {
  const { isArchived, limit, shards, now = new Date() } = request;
  const before = request.cursor === undefined ? undefined : decodeCursor(request.cursor);
  // Twice the average per shard: because a hash distributes the chats, most pages need no second
  // read.
  const chunk = Math.ceil((2 * (limit + 1)) / shards);
  const readers = await Promise.all(
    Array.from({ length: shards }, (_, shard) =>
      openShard((position) => readShard(table, inboxShard(isArchived, shard), chunk, position), {
        chunk,
        before,
        now,
      }),
    ),
  );
  const chats: InboxEntry[] = [];
  while (chats.length <= limit) {
    const newest = newestOf(readers);
    if (!newest) break;
    chats.push(newest.take());
    await newest.refill();
  }
  const page = chats.slice(0, limit);
  const last = page.at(-1);
  return {
    chats: page,
    next_cursor: chats.length > limit && last ? encodeCursor(positionOf(last)) : null,
  };
}

type ShardReader = {
  peek(): InboxEntry | undefined;
  take(): InboxEntry;
  refill(): Promise<void>;
};

async function openShard(
  read: (position: string | undefined) => Promise<InboxEntry[]>,
  { chunk, before, now }: { chunk: number; before: string | undefined; now: Date },
): Promise<ShardReader> {
  let position = before;
  let isExhausted = false;
  const entries: InboxEntry[] = [];
  const refill = async () => {
    while (entries.length === 0 && !isExhausted) {
      const page = await read(position);
      entries.push(...page.filter((entry) => !hasExpired(entry, now)));
      const last = page.at(-1);
      if (last) position = positionOf(last);
      isExhausted = page.length < chunk;
    }
  };
  await refill();
  return {
    peek: () => entries[0],
    take: () => {
      const entry = entries.shift();
      if (!entry) throw new Error('take() of an empty shard');
      return entry;
    },
    refill,
  };
}

async function readShard(
  table: Table,
  partition: string,
  limit: number,
  before: string | undefined,
): Promise<InboxEntry[]> {
  const { Items = [] } = await table.client.send(
    new QueryCommand({
      TableName: table.name,
      IndexName: INDEX,
      KeyConditionExpression: `gsi1pk = :inbox${before === undefined ? '' : ' AND gsi1sk < :before'}`,
      ExpressionAttributeValues: {
        ':inbox': partition,
        ...(before !== undefined && { ':before': before }),
      },
      ScanIndexForward: false,
      Limit: limit,
    }),
  );
  return Items.map((item) => v.parse(InboxEntrySchema, item));
}

function newestOf(readers: ShardReader[]): ShardReader | undefined {
  let newest: { reader: ShardReader; position: string } | undefined;
  for (const reader of readers) {
    const entry = reader.peek();
    if (!entry) continue;
    const position = positionOf(entry);
    if (!newest || position > newest.position) newest = { reader, position };
  }
  return newest?.reader;
}

const positionOf = (chat: InboxEntry) => inboxSk(chat.last_message_at, chat.chat_id);

const encodeCursor = (position: string) => Buffer.from(position).toString('base64url');

function decodeCursor(cursor: string): string {
  const position = Buffer.from(cursor, 'base64url').toString();
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z#[0-9a-f-]{36}$/.test(position)) return position;
  throw new InvalidRequestError('cursor: not a cursor of this list');
}
