import pMap from 'p-map';
import type { Connections, PostOutcome } from '../clients/connections.ts';
import { removeConnection } from '../data/subscriptions.ts';
import type { Table } from '../data/table.ts';
import { hasExpired } from '../domain/retention.ts';
import { batchFrames } from './batch-frames.ts';
import type { ConnectionBatch } from './group-by-connection.ts';

type Services = {
  readonly table: Table;
  readonly connections: Connections;
  now(): Date;
  onFailure(what: 'push' | 'close', error: unknown): void;
};

/** `failed`: API Gateway itself failed. */
type Result = { readonly batch: ConnectionBatch; readonly outcome: PostOutcome | 'failed' };

const CONNECTIONS_AT_ONCE = 50;
/** If at least this many and more than this share fail, the connections are not the cause. */
const MANY = 10;
const LARGE_SHARE = 0.2;

/**
 * Posts each connection its pushes. A connection that accepts nothing (throttled, or no response in
 * time) is closed and removed: its client reconnects and catches up, and nobody else waits. If that
 * happens to many at once, or API Gateway fails, none is closed. Returns the indexes of the records
 * that must be retried.
 */
export async function deliver(
  batches: readonly ConnectionBatch[],
  services: Services,
): Promise<number[]> {
  const results = await pMap(
    batches,
    async (batch): Promise<Result> => ({ batch, outcome: await post(batch, services) }),
    { concurrency: CONNECTIONS_AT_ONCE },
  );
  const gone = results.filter(({ outcome }) => outcome === 'gone');
  const stuck = results.filter(({ outcome }) => outcome === 'throttled' || outcome === 'timed_out');
  const failed = results.filter(({ outcome }) => outcome === 'failed');
  const isOfMany = stuck.length >= MANY && stuck.length > results.length * LARGE_SHARE;
  if (isOfMany) services.onFailure('push', new Error('many connections failed at once'));
  const isTheirFault = failed.length === 0 && !isOfMany;
  const closed = isTheirFault ? stuck : [];
  const repeated = isTheirFault ? [] : [...failed, ...stuck];
  const kept = await removeAll([...gone, ...closed], services);
  return [...repeated, ...kept].map(({ batch }) => batch.firstRecord);
}

async function post(
  batch: ConnectionBatch,
  { connections, now, onFailure }: Services,
): Promise<Result['outcome']> {
  try {
    for (const frame of batchFrames(batch.pushes)) {
      // The subscriptions were read earlier, so the connection may have ended since.
      if (hasExpired(batch, now())) return 'posted';
      const outcome = await connections.post(batch.connection_id, frame);
      if (outcome !== 'posted') return outcome;
    }
    return 'posted';
  } catch (error) {
    onFailure('push', error);
    return 'failed';
  }
}

/** Returns the results whose connection could not be removed. */
async function removeAll(results: readonly Result[], services: Services): Promise<Result[]> {
  const kept = await pMap(
    results,
    async (result) => {
      const { connection_id, channels } = result.batch;
      try {
        if (result.outcome !== 'gone') await close(connection_id, services);
        await removeConnection(services.table, connection_id, [...channels]);
        return [];
      } catch (error) {
        services.onFailure('push', error);
        return [result];
      }
    },
    { concurrency: CONNECTIONS_AT_ONCE },
  );
  return kept.flat();
}

/** If closing fails, the connection's next command is rejected and its client reconnects. */
async function close(connection_id: string, { connections, onFailure }: Services): Promise<void> {
  try {
    await connections.close(connection_id);
  } catch (error) {
    onFailure('close', error);
  }
}
