import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import { expiryOf, type Table } from '../dynamodb/tables.ts';
import { REGION } from '../template/resource-names.ts';

const item = v.record(v.string(), v.unknown());

/** A record as the engine gives it. */
export const engineRecord = v.object({
  eventName: v.string(),
  userIdentity: v.optional(v.unknown()),
  dynamodb: v.object({
    ApproximateCreationDateTime: v.number(),
    Keys: item,
    NewImage: v.optional(item),
    OldImage: v.optional(item),
    SequenceNumber: v.string(),
    SizeBytes: v.optional(v.number()),
  }),
});
export type EngineRecord = v.InferOutput<typeof engineRecord>;

/** A record as Lambda hands it to a function. */
export type StreamRecord = ReturnType<typeof createRecord>;

/**
 * The record as AWS would write it; undefined where AWS writes none. The engines differ from AWS in
 * what they call their records, and write one for a change that changes nothing.
 */
export function shapeRecord(record: EngineRecord, table: Table): StreamRecord | undefined {
  const { OldImage, NewImage } = record.dynamodb;
  const isUnchanged = OldImage !== undefined && isDeepStrictEqual(OldImage, NewImage);
  return isUnchanged ? undefined : createRecord(record, table);
}

function createRecord(record: EngineRecord, table: Table) {
  const { dynamodb, userIdentity } = record;
  const sequenceNumber = dynamodb.SequenceNumber.padStart(21, '0');
  const isKnown = ['INSERT', 'MODIFY', 'REMOVE'].includes(record.eventName);
  const isRemoval = record.eventName === 'REMOVE' || (!isKnown && dynamodb.NewImage === undefined);
  const hasExpired = isRemoval && (!isKnown || userIdentity != null || isPastExpiry(record, table));
  return {
    eventID: createHash('md5').update(`${table.streamArn} ${sequenceNumber}`).digest('hex'),
    eventName: hasExpired ? 'REMOVE' : record.eventName,
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: REGION,
    dynamodb: {
      ...dynamodb,
      ApproximateCreationDateTime: createdAt(dynamodb.ApproximateCreationDateTime),
      Keys: keysOf(dynamodb.Keys, table),
      SequenceNumber: sequenceNumber,
      StreamViewType: table.StreamSpecification?.StreamViewType,
    },
    ...(hasExpired ? { userIdentity: EXPIRY } : {}),
    eventSourceARN: table.streamArn,
  };
}

/** Where the engine does not delete expired items, the run does, and the record does not say why. */
function isPastExpiry({ dynamodb }: EngineRecord, table: Table): boolean {
  const expiry = v.safeParse(numberSchema, dynamodb.OldImage?.[expiryOf(table) ?? '']);
  return expiry.success && Number(expiry.output.N) < Date.now() / 1000;
}

const numberSchema = v.object({ N: v.string() });

/**
 * DynamoDB Local cuts the time to the minute. A record must not look older than it is, or it would be
 * given up too early: such a time may mean any second of its minute, up to now.
 */
function createdAt(seconds: number): number {
  return seconds % 60 === 0 ? Math.min(seconds + 59, Math.floor(Date.now() / 1000)) : seconds;
}

const EXPIRY = { type: 'Service', principalId: 'dynamodb.amazonaws.com' };

function keysOf(keys: Record<string, unknown>, { KeySchema }: Table): Record<string, unknown> {
  return Object.fromEntries(KeySchema.map(({ AttributeName: name }) => [name, keys[name]]));
}
