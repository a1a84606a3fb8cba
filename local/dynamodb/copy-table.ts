import * as v from 'valibot';
import { createTable, enableStream } from './create-table.ts';
import type { EngineClient } from './engine-client.ts';
import type { Table } from './tables.ts';
import { BATCH, writeItems } from './write-items.ts';

/** Copies a table with all its items, but without the records of its stream, into another engine. */
export async function copyTable(from: EngineClient, to: EngineClient, table: Table): Promise<void> {
  // Without a stream the copying itself leaves no records.
  await createTable(to, table, { stream: false });
  let ExclusiveStartKey: unknown;
  do {
    const input = { TableName: table.name, ExclusiveStartKey, ConsistentRead: true };
    const page = await from.ask('DynamoDB_20120810.Scan', input, pageSchema);
    for (let start = 0; start < page.Items.length; start += BATCH) {
      await writeItems(to, table.name, page.Items.slice(start, start + BATCH));
    }
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined);
  await enableStream(to, table);
}

const pageSchema = v.object({
  Items: v.array(v.unknown()),
  LastEvaluatedKey: v.optional(v.unknown()),
});
