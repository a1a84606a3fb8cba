import { expect, test } from 'vitest';
import { compileFilter } from '../../../local/streams/filter.ts';

function fits(pattern: object, record: object): boolean {
  return compileFilter([JSON.stringify(pattern)])(record);
}
const inserted = {
  eventName: 'INSERT',
  dynamodb: { NewImage: { entity: { S: 'message' }, seq: { N: '7' } } },
};

test('every field of a pattern must fit', () => {
  const entity = { dynamodb: { NewImage: { entity: { S: ['message', 'chat'] } } } };
  expect(fits({ eventName: ['INSERT'], ...entity }, inserted)).toBe(true);
  expect(fits({ eventName: ['REMOVE'], ...entity }, inserted)).toBe(false);
  expect(fits({ dynamodb: { OldImage: { entity: { S: ['message'] } } } }, inserted)).toBe(false);
});

test.each([
  [[{ prefix: 'INS' }], true],
  [[{ prefix: 'MOD' }], false],
  [[{ 'anything-but': ['REMOVE'] }], true],
  [[{ 'anything-but': 'INSERT' }], false],
  [[{ exists: true }], true],
  [[{ exists: false }], false],
  [['REMOVE', { prefix: 'I' }], true],
])('eventName %j: %s', (eventName, expected) => {
  expect(fits({ eventName }, inserted)).toBe(expected);
});

test('a field that is not there does not exist, and is not anything but something', () => {
  expect(fits({ userIdentity: { type: [{ exists: false }] } }, inserted)).toBe(true);
  expect(fits({ userIdentity: { type: [{ 'anything-but': ['x'] }] } }, inserted)).toBe(false);
});

test('any one of several patterns is enough', () => {
  const patterns = [{ eventName: ['REMOVE'] }, { eventName: ['INSERT'] }];
  expect(compileFilter(patterns.map((pattern) => JSON.stringify(pattern)))(inserted)).toBe(true);
  expect(compileFilter([])(inserted)).toBe(true);
});

test.each([
  [{ eventName: [{ suffix: 'T' }] }, 'suffix'],
  [{ eventName: [{ 'anything-but': { prefix: 'T' } }] }, 'anything-but'],
  [{ $or: [{ eventName: ['INSERT'] }] }, '$or'],
])('[L2] %j stops by the name of what is unknown', (pattern, name) => {
  expect(() => compileFilter([JSON.stringify(pattern)])).toThrow(name);
});
