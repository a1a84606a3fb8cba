import { setTimeout as wait } from 'node:timers/promises';
import type { EngineClient } from '../dynamodb/engines/engine-client.ts';
import type { State } from '../state.ts';
import type { Functions, Part, Queues } from '../types.ts';
import { type DeliveryPlan, deliverBatch } from './deliver-batch.ts';
import type { Delivery } from './delivery.ts';
import type { Mapping } from './mapping.ts';
import { readPosition, writePosition } from './positions.ts';
import { createStreamReader, type ReadRecord } from './stream-reader.ts';
import { shapeRecord } from './stream-record.ts';
import { createWakeUp } from './wake-up.ts';

/** Carries one stream's records to one function until it is stopped. */
export type EventSource = Part & {
  /** Reads at once: something was written. */
  wake(): void;
  /** Resolves when all that was written before has been handled, or given up. */
  caughtUp(): Promise<void>;
};

/** How long the stream stays unread without a write. */
const IDLE_PAUSE_MS = 1_000;
/** How long it stays unread while the record of a write may come any moment. */
const RECORD_DUE_PAUSE_MS = 10;
/** Lambda reads at most this much of a stream at once (GetRecords, 1 MB). */
const MOST_BATCH_BYTES = 1_048_576;

export function startEventSource(options: {
  mapping: Mapping;
  engine: EngineClient;
  /** How long after a write its record may still be missing from the stream. */
  streamDelayMs: number;
  functions: Pick<Functions, 'invoke'>;
  queues: Queues;
  state: State;
  log: (line: string) => void;
}): EventSource {
  const { mapping, engine, streamDelayMs, functions, queues, state, log } = options;
  let done = readPosition(state, mapping);
  const readOn = () => createStreamReader(engine, mapping.table.name, done);
  let reader = readOn();
  const wakeUp = createWakeUp();
  const ending = new AbortController();
  const pause = (delayMs: number) =>
    wait(delayMs, true, { signal: ending.signal }).catch(() => false);
  const plan: DeliveryPlan = {
    mapping,
    functions,
    pause,
    async onDone(position) {
      done = position;
      await writePosition(state, mapping, position);
    },
    onGivenUp: (record) => {
      log(`${mapping.logicalId}: a batch was given up`);
      if (mapping.failureQueueArn !== undefined) queues.send(mapping.failureQueueArn, record);
    },
  };
  const waiting: { resolve: () => void; sinceMs: number }[] = [];
  let wokenAtMs = 0;
  const running = run();
  return {
    wake,
    caughtUp: () =>
      new Promise((resolve) => {
        waiting.push({ resolve, sinceMs: Date.now() });
        wake();
      }),
    async stop() {
      ending.abort();
      wakeUp.now();
      await running;
      for (const { resolve } of waiting) resolve();
    },
  };

  function wake(): void {
    wokenAtMs = Date.now();
    wakeUp.now();
  }

  async function run(): Promise<void> {
    while (!ending.signal.aborted) {
      try {
        for (const batch of cutBySize(await collect())) {
          if (!ending.signal.aborted) await deliverBatch(batch, plan);
        }
      } catch (error) {
        if (ending.signal.aborted) return;
        log(`${mapping.logicalId}: ${error instanceof Error ? error.message : String(error)}`);
        reader = readOn();
        await pause(IDLE_PAUSE_MS);
      }
    }
  }

  /** Up to a full batch; less when the stream has no more, or when the window is over. */
  async function collect(): Promise<Delivery[]> {
    const collected: Delivery[] = [];
    let closesAt = Number.POSITIVE_INFINITY;
    while (!ending.signal.aborted) {
      const room = mapping.batchSize - collected.length;
      // What is written from now on is not in this page, nor what has no record yet.
      const shownUntilMs = Date.now() - streamDelayMs;
      const shown = waiting.filter(({ sinceMs }) => sinceMs <= shownUntilMs).length;
      const page = await reader.read(room);
      if (page.length === 0 && collected.length === 0) {
        for (const { resolve } of waiting.splice(0, shown)) resolve();
      }
      collected.push(...page.flatMap((read) => wanted(read)));
      if (collected.length >= mapping.batchSize) break;
      if (collected.length > 0) closesAt = Math.min(closesAt, Date.now() + mapping.windowMs);
      const isMore = page.length === room;
      if (isMore) continue;
      const isRecordDue = Date.now() < wokenAtMs + streamDelayMs;
      const pauseMs = isRecordDue ? RECORD_DUE_PAUSE_MS : IDLE_PAUSE_MS;
      // A batch that `caughtUp` waits for is not held back for more records.
      const isUrgent = waiting.length > 0 && (collected.length > 0 || !isRecordDue);
      const leftMs = isUrgent ? 0 : Math.min(closesAt - Date.now(), pauseMs);
      if (leftMs <= 0) break;
      await wakeUp.wait(leftMs);
    }
    return collected;
  }

  function wanted({ record, position }: ReadRecord): Delivery[] {
    const shaped = shapeRecord(record, mapping.table);
    return shaped !== undefined && mapping.wants(shaped) ? [{ position, record: shaped }] : [];
  }
}

function cutBySize(deliveries: readonly Delivery[]): Delivery[][] {
  const batches: Delivery[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const delivery of deliveries) {
    const size = JSON.stringify(delivery.record).length;
    bytes += size;
    if (bytes > MOST_BATCH_BYTES) {
      batches.push([]);
      bytes = size;
    }
    batches.at(-1)?.push(delivery);
  }
  return batches;
}
