import { setTimeout as wait } from 'node:timers/promises';
import pMap from 'p-map';
import * as v from 'valibot';
import type { EngineClient } from './engines/engine-client.ts';

/** DynamoDB's limit of BatchWriteItem. */
const BATCH = 25;
const AT_ONCE = 8;

/** Many items, each in DynamoDB's own JSON. */
export type Items = Iterable<unknown> | AsyncIterable<unknown>;

/** Puts items through the engine's API: in any order, in batches. */
export async function writeItems(to: EngineClient, table: string, items: Items): Promise<void> {
  await pMap(batchesOf(items), (batch) => writeBatch(to, table, batch), { concurrency: AT_ONCE });
}

async function* batchesOf(items: Items): AsyncGenerator<unknown[]> {
  let batch: unknown[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

const writtenSchema = v.object({
  UnprocessedItems: v.optional(v.record(v.string(), v.array(v.unknown())), {}),
});

async function writeBatch(
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
