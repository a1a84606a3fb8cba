import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { UNRESTRICTED_KEY } from './permissions/permissions.ts';
import { REGION } from './template/resource-names.ts';
import type { Part } from './types.ts';

/** The AWS client of somebody who may do everything with the tables, such as a test. */
export function createDatabaseClient(awsApis: string): Part & { client: DynamoDBDocumentClient } {
  const plain = new DynamoDBClient({
    endpoint: `${awsApis}/dynamodb`,
    region: REGION,
    credentials: { accessKeyId: UNRESTRICTED_KEY, secretAccessKey: 'local' },
  });
  const client = DynamoDBDocumentClient.from(plain, {
    marshallOptions: { removeUndefinedValues: true },
  });
  return { client, stop: async () => client.destroy() };
}
