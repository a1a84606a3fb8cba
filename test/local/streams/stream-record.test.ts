import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { tablesOf } from '../../../local/dynamodb/tables.ts';
import { shapeRecord } from '../../../local/streams/stream-record.ts';
import { anItem, aTable } from '../dynamodb/a-table.ts';
import { aTemplate } from '../template/an-assembly.ts';

beforeEach(() => vi.useFakeTimers({ now: new Date('2026-01-01T12:00:30.500Z') }));
afterEach(() => void vi.useRealTimers());

const shape = (record: { eventName?: string; dynamodb?: object; userIdentity?: unknown }) => {
  const [table] = tablesOf(aTemplate({ resources: aTable() }));
  if (table === undefined) throw new Error('The template has a table.');
  const dynamodb = {
    ApproximateCreationDateTime: Date.now() / 1000,
    Keys: { ...anItem('A'), gsi1pk: { S: 'INBOX' } },
    SequenceNumber: '7',
    ...record.dynamodb,
  };
  return shapeRecord({ eventName: 'INSERT', ...record, dynamodb }, table);
};

test('DynamoDB Local’s record of an expired item is that of a service', () => {
  const dynamodb = { OldImage: anItem('A') };
  const expired = shape({ eventName: 'UNKNOWN_TO_SDK_VERSION', dynamodb });
  expect(expired).toMatchObject({
    eventName: 'REMOVE',
    userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' },
  });
  expect(expired?.dynamodb.Keys).toEqual(anItem('A'));
});

test('a removal of an expired item is that of a service, and another one is somebody’s', () => {
  const removed = (expires_at: number) =>
    shape({
      eventName: 'REMOVE',
      dynamodb: { OldImage: anItem('A', { expires_at: { N: String(expires_at) } }) },
    });
  const now = Date.now() / 1000;
  expect(removed(now - 1)).toHaveProperty('userIdentity.type', 'Service');
  expect(removed(now + 60)).not.toHaveProperty('userIdentity');
});

test('a time that is cut to the minute makes no record older than it is', () => {
  const minute = new Date('2026-01-01T12:00:00Z').getTime() / 1000;
  const timeOf = (ApproximateCreationDateTime: number) =>
    shape({ dynamodb: { ApproximateCreationDateTime } })?.dynamodb.ApproximateCreationDateTime;
  expect(timeOf(minute)).toBe(minute + 30);
  expect(timeOf(minute - 60)).toBe(minute - 1);
  expect(timeOf(minute + 17)).toBe(minute + 17);
});
