import { setTimeout as wait } from 'node:timers/promises';
import * as v from 'valibot';
import type { EngineClient } from './engine-client.ts';

/** DynamoDB's limit of BatchWriteItem. */
export const BATCH = 25;

const writtenSchema = v.object({
  UnprocessedItems: v.optional(v.record(v.string(), v.array(v.unknown())), {}),
});

/** Puts at most `BATCH` items, each in DynamoDB's own JSON. */
export async function writeItems(
  to: EngineClient,
  table: string,
  items: readonly unknown[],
): Promise<void> {
  let requests: unknown[] = items.map((Item) => ({ PutRequest: { Item } }));
  while (requests.length > 0) {
    const input = { RequestItems: { [table]: requests } };
    const written = await to.ask('DynamoDB_20120810.BatchWriteItem', input, writtenSchema);
    requests = written.UnprocessedItems[table] ?? [];
    if (requests.length > 0) await wait(20);
  }
}
