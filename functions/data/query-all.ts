import { paginateQuery, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Table } from './table.ts';

type Query = Omit<QueryCommandInput, 'TableName' | 'ExclusiveStartKey'>;

/** All items of a query, over all pages. */
export async function queryAll(
  { client, name }: Table,
  query: Query,
): Promise<Record<string, unknown>[]> {
  const items: Record<string, unknown>[] = [];
  for await (const { Items = [] } of paginateQuery({ client }, { TableName: name, ...query })) {
    items.push(...Items);
  }
  return items;
}
