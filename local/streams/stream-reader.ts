import * as v from 'valibot';
import { type EngineClient, EngineError } from '../dynamodb/engines/engine-client.ts';
import { type EngineRecord, engineRecord } from './stream-record.ts';

/** The last record that was handled: reading goes on after it. */
export type Position = { shardId: string; sequenceNumber: string };
/** A page of records, each with its position. */
export type ReadRecord = { position: Position; record: EngineRecord };

/** Reads one table's stream in order, from the position on; without one, from its beginning. */
export type StreamReader = { read(mostRecords: number): Promise<ReadRecord[]> };

export function createStreamReader(
  engine: EngineClient,
  tableName: string,
  start: Position | undefined,
): StreamReader {
  let position = start;
  let streamArn: string | undefined;
  let shardId: string | undefined;
  let iterator: string | undefined;
  let finished: string | undefined;

  async function findShard(): Promise<string | undefined> {
    streamArn ??= await findStream(engine, tableName);
    const shardIds = await listShards(engine, streamArn);
    return nextShard(shardIds, position?.shardId, finished);
  }

  async function openShard(ShardId: string): Promise<string> {
    const isWithin = position?.shardId === ShardId;
    const { ShardIterator } = await engine.ask(
      streamsTarget('GetShardIterator'),
      {
        StreamArn: streamArn,
        ShardId,
        ShardIteratorType: isWithin ? 'AFTER_SEQUENCE_NUMBER' : 'TRIM_HORIZON',
        ...(isWithin ? { SequenceNumber: position?.sequenceNumber } : {}),
      },
      v.object({ ShardIterator: v.string() }),
    );
    return ShardIterator;
  }

  return {
    async read(mostRecords) {
      shardId ??= await findShard();
      if (shardId === undefined) return [];
      const within = shardId;
      iterator ??= await openShard(within);
      const page = await getRecords(engine, iterator, Math.min(mostRecords, 1000));
      // DynamoDB Local's iterator after an empty page is a time: it skips a record that was written
      // before and becomes visible after it. A new one begins after the last record that was read.
      iterator = page?.records.length === 0 ? undefined : page?.next;
      // An ending sequence number does not end a shard on every engine: a missing iterator does.
      if (page?.next === undefined) shardId = undefined;
      if (page === undefined) return [];
      if (page.next === undefined) finished = within;
      const read = page.records.map((record) => ({
        record,
        position: { shardId: within, sequenceNumber: record.dynamodb.SequenceNumber },
      }));
      position = read.at(-1)?.position ?? position;
      return read;
    },
  };
}

function streamsTarget(operation: string): string {
  return `DynamoDBStreams_20120810.${operation}`;
}

async function findStream(engine: EngineClient, tableName: string): Promise<string> {
  const { Table } = await engine.ask(
    'DynamoDB_20120810.DescribeTable',
    { TableName: tableName },
    v.object({ Table: v.object({ LatestStreamArn: v.string() }) }),
  );
  return Table.LatestStreamArn;
}

async function listShards(engine: EngineClient, StreamArn: string): Promise<string[]> {
  const { StreamDescription } = await engine.ask(
    streamsTarget('DescribeStream'),
    { StreamArn },
    v.object({
      StreamDescription: v.object({ Shards: v.array(v.object({ ShardId: v.string() })) }),
    }),
  );
  return StreamDescription.Shards.map(({ ShardId }) => ShardId);
}

/** Shards are listed from the oldest to the newest. */
function nextShard(
  shardIds: readonly string[],
  current: string | undefined,
  finished: string | undefined,
): string | undefined {
  const last = finished ?? current;
  const index = last === undefined ? -1 : shardIds.indexOf(last);
  return shardIds[finished !== undefined || index === -1 ? index + 1 : index];
}

async function getRecords(engine: EngineClient, ShardIterator: string, Limit: number) {
  try {
    const page = await engine.ask(
      streamsTarget('GetRecords'),
      { ShardIterator, Limit },
      pageSchema,
    );
    return { records: page.Records, next: page.NextShardIterator ?? undefined };
  } catch (error) {
    if (error instanceof EngineError && STALE_ITERATOR.has(error.code)) return undefined;
    throw error;
  }
}

const STALE_ITERATOR: ReadonlySet<string> = new Set([
  'ExpiredIteratorException',
  'TrimmedDataAccessException',
]);
const pageSchema = v.object({
  Records: v.array(engineRecord),
  NextShardIterator: v.nullish(v.string()),
});
