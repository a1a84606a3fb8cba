import type { Push } from '../../protocol/index.ts';
import type { Delivery } from './subscribers.ts';

/** All pushes of a batch for one connection. */
export type ConnectionBatch = {
  readonly connection_id: string;
  /** When the connection ends, in epoch seconds. */
  readonly expires_at: number;
  readonly pushes: Push[];
  readonly channels: Set<string | null>;
  /** The index of the first record that caused one of the pushes. */
  readonly firstRecord: number;
};

/**
 * Groups a batch's deliveries by connection, in the order of the records, each push once per
 * connection.
 */
export function groupByConnection(
  deliveriesByRecord: readonly (readonly Delivery[])[],
): ConnectionBatch[] {
  const batches = new Map<string, ConnectionBatch>();
  for (const [firstRecord, deliveries] of deliveriesByRecord.entries()) {
    for (const { push, to } of deliveries) {
      for (const { connection_id, expires_at, channel } of to) {
        const batch = batches.get(connection_id) ?? {
          connection_id,
          expires_at,
          pushes: [],
          channels: new Set(),
          firstRecord,
        };
        batches.set(connection_id, batch);
        if (channel !== undefined) batch.channels.add(channel);
        if (batch.pushes.at(-1) !== push) batch.pushes.push(push);
      }
    }
  }
  return [...batches.values()];
}
