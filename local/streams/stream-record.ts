import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import type { Table } from '../dynamodb/tables.ts';
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
  const hasExpired =
    (record.eventName === 'REMOVE' && userIdentity != null) ||
    (!isKnown && dynamodb.NewImage === undefined);
  return {
    eventID: createHash('md5').update(`${table.streamArn} ${sequenceNumber}`).digest('hex'),
    eventName: hasExpired ? 'REMOVE' : record.eventName,
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: REGION,
    dynamodb: {
      ...dynamodb,
      Keys: keysOf(dynamodb.Keys, table),
      SequenceNumber: sequenceNumber,
      StreamViewType: table.StreamSpecification?.StreamViewType,
    },
    ...(hasExpired ? { userIdentity: EXPIRY } : {}),
    eventSourceARN: table.streamArn,
  };
}

const EXPIRY = { type: 'Service', principalId: 'dynamodb.amazonaws.com' };

function keysOf(keys: Record<string, unknown>, { KeySchema }: Table): Record<string, unknown> {
  return Object.fromEntries(KeySchema.map(({ AttributeName: name }) => [name, keys[name]]));
}
