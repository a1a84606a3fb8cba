import { BatchWriteCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Browser } from 'playwright-core';
import type { LocalRun } from '../../local/start-local.ts';
import { launchBrowser } from './browser.ts';
import { startRun } from './run.ts';
import { waitUntil } from './wait-until.ts';

/** The most items that DynamoDB deletes in one request. */
const BATCH = 25;

/**
 * One run and one browser for all test files of a worker: starting both for each file, and loading each
 * function again, takes longer than many files. Both end with the worker's process.
 */
let run: Promise<LocalRun> | undefined;
let browser: Promise<Browser> | undefined;

export function sharedBrowser(): Promise<Browser> {
  browser ??= launchBrowser();
  return browser;
}

/** The worker's run, with an empty table and no connections. */
export async function emptyRun(): Promise<LocalRun> {
  const isNew = run === undefined;
  run ??= startRun();
  const started = await run;
  if (!isNew) await empty(started);
  return started;
}

async function empty(used: LocalRun): Promise<void> {
  for (const id of used.connections()) used.dropConnection(id);
  await waitUntil('the last connections to end', () => used.connections().length === 0);
  const { client, tableName } = used.database;
  const keys = await keysIn(used);
  for (let from = 0; from < keys.length; from += BATCH) {
    const requests = keys.slice(from, from + BATCH).map((Key) => ({ DeleteRequest: { Key } }));
    await client.send(new BatchWriteCommand({ RequestItems: { [tableName]: requests } }));
  }
  // Waits until the functions have handled all of it.
  await used.advance(0);
}

async function keysIn({ database }: LocalRun): Promise<Record<string, unknown>[]> {
  const keys: Record<string, unknown>[] = [];
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const page = await database.client.send(
      new ScanCommand({
        TableName: database.tableName,
        ProjectionExpression: 'pk, sk',
        ConsistentRead: true,
        ExclusiveStartKey,
      }),
    );
    keys.push(...(page.Items ?? []));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return keys;
}
