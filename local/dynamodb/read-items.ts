import * as v from 'valibot';
import type { EngineClient } from './engines/engine-client.ts';

/** All items of a table, each in DynamoDB's own JSON, page by page. */
export async function* readItems(from: EngineClient, table: string): AsyncGenerator<unknown> {
  let ExclusiveStartKey: unknown;
  do {
    const input = { TableName: table, ExclusiveStartKey, ConsistentRead: true };
    const page = await from.ask('DynamoDB_20120810.Scan', input, pageSchema);
    yield* page.Items;
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined);
}

const pageSchema = v.object({
  Items: v.array(v.unknown()),
  LastEvaluatedKey: v.optional(v.unknown()),
});
