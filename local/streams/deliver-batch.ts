import * as v from 'valibot';
import type { Functions, InvokeResult } from '../types.ts';
import type { Delivery } from './delivery.ts';
import type { Mapping } from './mapping.ts';
import { type GivenUp, onFailureRecord } from './on-failure-record.ts';
import type { Position } from './stream-reader.ts';
import type { StreamRecord } from './stream-record.ts';

/** What delivering needs beside the records. */
export type DeliveryPlan = {
  mapping: Mapping;
  functions: Pick<Functions, 'invoke'>;
  /** The records up to this one are done with. */
  onDone(position: Position): Promise<void>;
  onGivenUp(record: unknown): void;
  /** Waits before another attempt; false when the run ends meanwhile. */
  pause(delayMs: number): Promise<boolean>;
};

/**
 * Brings one batch to the function as Lambda does: in order, again from the lowest failed record,
 * halved where the mapping says so, and in the end into the failure queue. Resolves when every record
 * is handled or given up, or when the run ends.
 */
export async function deliverBatch(batch: readonly Delivery[], plan: DeliveryPlan): Promise<void> {
  const parts: Part[] = [{ deliveries: batch, failures: 0 }];
  let failuresInARow = 0;
  for (let part = parts.shift(); part !== undefined; part = parts.shift()) {
    const condition = givenUpFor(part, plan.mapping);
    if (condition !== undefined) {
      plan.onGivenUp(onFailureRecord(part.deliveries, plan.mapping, condition, part.failures));
      await plan.onDone(lastOf(part.deliveries).position);
      continue;
    }
    const firstFailed = await attempt(part.deliveries, plan);
    const done = part.deliveries.slice(0, firstFailed);
    if (done.length > 0) await plan.onDone(lastOf(done).position);
    if (firstFailed === undefined) continue;
    failuresInARow = firstFailed > 0 ? 1 : failuresInARow + 1;
    parts.unshift(...remaining(part, firstFailed, plan.mapping));
    if (!(await plan.pause(pauseMs(failuresInARow)))) return;
  }
}

/** Records that are tried together, and how often the first of them has failed. */
type Part = { deliveries: readonly Delivery[]; failures: number };

function givenUpFor({ deliveries, failures }: Part, mapping: Mapping): GivenUp | undefined {
  if (failures > mapping.mostRetries) return 'RetryAttemptsExhausted';
  const createdMs = (deliveries[0]?.record.dynamodb.ApproximateCreationDateTime ?? 0) * 1000;
  return Date.now() - createdMs > mapping.oldestMs ? 'RecordAgeExceeded' : undefined;
}

/** The place of the first record that failed; undefined when all are handled. */
async function attempt(
  deliveries: readonly Delivery[],
  { mapping, functions }: DeliveryPlan,
): Promise<number | undefined> {
  const records = deliveries.map(({ record }) => record);
  const result = await functions.invoke(mapping.functionArn, { Records: records });
  if (!result.ok) return 0;
  return mapping.reportsFailedItems ? firstReported(result, records) : undefined;
}

const reportSchema = v.object({
  batchItemFailures: v.nullish(v.array(v.object({ itemIdentifier: v.string() }))),
});

/** An answer that names no record of the batch counts as a failure of the whole batch. */
function firstReported(
  { payload }: Extract<InvokeResult, { ok: true }>,
  records: readonly StreamRecord[],
): number | undefined {
  if (payload === null) return undefined;
  const parsed = v.safeParse(reportSchema, payload);
  if (!parsed.success) return 0;
  const reported = parsed.output.batchItemFailures ?? [];
  if (reported.length === 0) return undefined;
  const places = reported.map(({ itemIdentifier }) =>
    records.findIndex(({ dynamodb }) => dynamodb.SequenceNumber === itemIdentifier),
  );
  return Math.max(0, Math.min(...places));
}

/** Halving costs no attempt: it only parts good records from the bad one. */
function remaining({ deliveries, failures }: Part, firstFailed: number, mapping: Mapping): Part[] {
  const rest = deliveries.slice(firstFailed);
  if (firstFailed > 0) return [{ deliveries: rest, failures: 1 }];
  if (!mapping.bisects || rest.length === 1) return [{ deliveries: rest, failures: failures + 1 }];
  const middle = Math.ceil(rest.length / 2);
  return [
    { deliveries: rest.slice(0, middle), failures },
    { deliveries: rest.slice(middle), failures: 0 },
  ];
}

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;

function pauseMs(failuresInARow: number): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** (failuresInARow - 1), LONGEST_PAUSE_MS);
}

function lastOf(deliveries: readonly Delivery[]): Delivery {
  const last = deliveries.at(-1);
  if (last === undefined) throw new Error('A batch has at least one record.');
  return last;
}
