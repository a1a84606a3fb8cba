import { DynamoDBClient, ProvisionedThroughputExceededException } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { expect, test } from 'vitest';
import { takeVisitorPlace } from '../../../functions/data/visitor-bucket.ts';

test('visitors of a network whose item is throttled are over the limit too', async () => {
  const client = mockClient(DynamoDBDocumentClient);
  const busy = new ProvisionedThroughputExceededException({ message: 'busy', $metadata: {} });
  client.on(UpdateCommand).rejects(busy);
  const table = { client: DynamoDBDocumentClient.from(new DynamoDBClient()), name: 'table' };
  const taken = takeVisitorPlace(table, 'network', 60, new Date());
  await expect(taken).rejects.toMatchObject({ code: 'rate_limited', retry_after: 1 });
  client.restore();
});
