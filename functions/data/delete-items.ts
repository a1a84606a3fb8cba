import { setTimeout as pause } from 'node:timers/promises';
import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { isThrottled, type Table } from './table.ts';

type Key = { readonly pk: string; readonly sk: string };

/** The limit of BatchWriteItem. */
const BATCH = 25;
const LONGEST_PAUSE_MS = 800;

/**
 * Deletes many items in parallel and retries unprocessed ones. False if `isOver` stopped it. An
 * item that does not exist is no error.
 */
export async function deleteItems(
  table: Table,
  keys: readonly Key[],
  isOver: () => boolean,
): Promise<boolean> {
  const batches = Array.from({ length: Math.ceil(keys.length / BATCH) }, (_, index) =>
    keys.slice(index * BATCH, (index + 1) * BATCH),
  );
  const done = await Promise.all(batches.map((batch) => deleteBatch(table, batch, isOver)));
  return done.every(Boolean);
}

async function deleteBatch(
  table: Table,
  keys: readonly Key[],
  isOver: () => boolean,
): Promise<boolean> {
  let requests = deleteRequests(keys);
  for (let round = 0; requests.length > 0; round += 1) {
    if (isOver()) return false;
    if (round > 0) await pause(Math.random() * Math.min(LONGEST_PAUSE_MS, 50 * 2 ** round));
    requests = await unprocessed(table, requests);
  }
  return true;
}

const deleteRequests = (keys: readonly Key[]) =>
  keys.map((Key) => ({ DeleteRequest: { Key: { ...Key } } }));

/** Returns the requests that are left to do. */
async function unprocessed(table: Table, requests: ReturnType<typeof deleteRequests>) {
  try {
    const { UnprocessedItems } = await table.client.send(
      new BatchWriteCommand({ RequestItems: { [table.name]: requests } }),
    );
    const left = new Set(
      UnprocessedItems?.[table.name]?.map(({ DeleteRequest }) => idOf(DeleteRequest?.Key)),
    );
    return requests.filter(({ DeleteRequest }) => left.has(idOf(DeleteRequest.Key)));
  } catch (error) {
    // If nothing was processed, DynamoDB throws an error instead of returning unprocessed items.
    if (isThrottled(error)) return requests;
    throw error;
  }
}

const idOf = (key: Record<string, unknown> | undefined) => `${key?.pk} ${key?.sk}`;
