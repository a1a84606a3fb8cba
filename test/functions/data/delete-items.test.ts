import { DynamoDBClient, ProvisionedThroughputExceededException } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import 'aws-sdk-client-mock-vitest/extend';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { deleteItems } from '../../../functions/data/delete-items.ts';

const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'us-east-1' }));
const dynamodb = mockClient(client);
const table = { client, name: 'chats' };
beforeEach(() => dynamodb.reset());
afterAll(() => dynamodb.restore());

const keys = (count: number) => Array.from({ length: count }, (_, n) => ({ pk: 'a', sk: `${n}` }));
const requested = () =>
  dynamodb
    .commandCalls(BatchWriteCommand)
    .map(({ args }) => args[0].input.RequestItems?.chats?.length);

test('deletes 25 items per request', async () => {
  dynamodb.on(BatchWriteCommand).resolves({});
  expect(await deleteItems(table, keys(60), () => false)).toBe(true);
  expect(requested()).toEqual([25, 25, 10]);
});

test('retries what a busy table did not process', async () => {
  const [, second] = keys(2);
  dynamodb
    .on(BatchWriteCommand)
    .resolvesOnce({ UnprocessedItems: { chats: [{ DeleteRequest: { Key: second } }] } })
    .rejectsOnce(new ProvisionedThroughputExceededException({ $metadata: {}, message: '' }))
    .resolves({});
  expect(await deleteItems(table, keys(2), () => false)).toBe(true);
  expect(requested()).toEqual([2, 1, 1]);
});

test('stops when the time is over and reports that it is not done', async () => {
  const UnprocessedItems = { chats: [{ DeleteRequest: { Key: { pk: 'a', sk: '0' } } }] };
  dynamodb.on(BatchWriteCommand).resolves({ UnprocessedItems });
  let looks = 2;
  expect(await deleteItems(table, keys(1), () => --looks < 0)).toBe(false);
});

test('throws every error but throttling', async () => {
  dynamodb.on(BatchWriteCommand).rejects(new Error('no such table'));
  await expect(deleteItems(table, keys(1), () => false)).rejects.toThrow('no such table');
});
