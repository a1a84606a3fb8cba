import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { LocalRun } from '../../local/start-local.ts';

/** The items of the table that contain any of these words. */
export async function itemsMentioning(run: LocalRun, ...words: string[]) {
  const { client, tableName } = run.database;
  const items: Record<string, unknown>[] = [];
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({ TableName: tableName, ConsistentRead: true, ExclusiveStartKey }),
    );
    items.push(...(page.Items ?? []));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return items.filter((item) => {
    const text = JSON.stringify(item, (_, value) => (value instanceof Set ? [...value] : value));
    return words.some((word) => text.includes(word));
  });
}
