import pMap from 'p-map';
import type { Connections, PostOutcome } from '../clients/connections.ts';
import { removeConnection } from '../data/subscriptions.ts';
import type { Table } from '../data/table.ts';
import { hasExpired } from '../domain/retention.ts';
import { batchFrames } from './batch-frames.ts';
import type { Outbound } from './group-by-connection.ts';

type Services = {
  readonly table: Table;
  readonly connections: Connections;
  now(): Date;
  onFailure(what: 'push' | 'close', error: unknown): void;
};

/** `failed`: the gateway itself was in trouble. */
type Result = { readonly outbound: Outbound; readonly outcome: PostOutcome | 'failed' };

const CONNECTIONS_AT_ONCE = 50;
/** From so many on, and beyond this share, it is no longer the connections' own fault. */
const MANY = 10;
const LARGE_SHARE = 0.2;

/**
 * Posts to each connection what it gets. One that takes nothing (no room, or no answer in time) is
 * closed and forgotten: its client reconnects and catches up, and nobody else waits. When that
 * happens to many at once, or the gateway fails, nobody is closed. Yields the places of the records
 * that must come again.
 */
export async function deliver(
  outbounds: readonly Outbound[],
  services: Services,
): Promise<number[]> {
  const results = await pMap(
    outbounds,
    async (outbound): Promise<Result> => ({ outbound, outcome: await post(outbound, services) }),
    { concurrency: CONNECTIONS_AT_ONCE },
  );
  const gone = results.filter(({ outcome }) => outcome === 'gone');
  const stuck = results.filter(({ outcome }) => outcome === 'throttled' || outcome === 'timed_out');
  const failed = results.filter(({ outcome }) => outcome === 'failed');
  const isOfMany = stuck.length >= MANY && stuck.length > results.length * LARGE_SHARE;
  if (isOfMany) services.onFailure('push', new Error('many connections take nothing at once'));
  const isTheirFault = failed.length === 0 && !isOfMany;
  const closed = isTheirFault ? stuck : [];
  const repeated = isTheirFault ? [] : [...failed, ...stuck];
  const kept = await removeAll([...gone, ...closed], services);
  return [...repeated, ...kept].map(({ outbound }) => outbound.firstRecord);
}

async function post(
  outbound: Outbound,
  { connections, now, onFailure }: Services,
): Promise<Result['outcome']> {
  try {
    for (const frame of batchFrames(outbound.pushes)) {
      // Its followers were read a while ago, and it may have ended since.
      if (hasExpired(outbound, now())) return 'posted';
      const outcome = await connections.post(outbound.connection_id, frame);
      if (outcome !== 'posted') return outcome;
    }
    return 'posted';
  } catch (error) {
    onFailure('push', error);
    return 'failed';
  }
}

/** Yields those that the table could not forget. */
async function removeAll(results: readonly Result[], services: Services): Promise<Result[]> {
  const kept = await pMap(
    results,
    async (result) => {
      const { connection_id, channels } = result.outbound;
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

/** A socket that stays open although it is forgotten is refused with its next command, and opens anew. */
async function close(connection_id: string, { connections, onFailure }: Services): Promise<void> {
  try {
    await connections.close(connection_id);
  } catch (error) {
    onFailure('close', error);
  }
}
