import { UNRESTRICTED_KEY } from '../permissions/permissions.ts';
import { arn } from '../template/resource-names.ts';
import type { AwsRequest, AwsResponse, AwsService, Permissions } from '../types.ts';
import type { EngineClient, EngineResponse } from './engines/engine-client.ts';
import { type RequiredRight, requiredRights } from './required-rights.ts';

/**
 * DynamoDB's API in front of the engine: every request is judged by the caller's policies and then
 * passed on, byte for byte. `onWrite` is called after every successful write.
 */
export function createDynamoDbApi(options: {
  engine: EngineClient;
  permissions: Permissions;
  onWrite: () => void;
}): AwsService {
  const { engine, permissions, onWrite } = options;
  return async (request) => {
    const target = request.headers['x-amz-target'] ?? '';
    const operation = target.replace(/^.*\./, '');
    if (request.accessKeyId !== UNRESTRICTED_KEY) {
      const rights = requiredRights(operation, request.body);
      if (rights === undefined) return unknownOperation(operation);
      for (const right of rights) authorize(permissions, request, right);
    }
    const response = await engine.send(target, request.body);
    if (response.status === 200 && WRITES.has(operation)) onWrite();
    return { status: response.status, headers: headersOf(response), body: response.body };
  };
}

const WRITES: ReadonlySet<string> = new Set([
  ...['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'TransactWriteItems'],
]);

function authorize(permissions: Permissions, { accessKeyId }: AwsRequest, right: RequiredRight) {
  const index = right.indexName === undefined ? '' : `/index/${right.indexName}`;
  permissions.authorize(
    accessKeyId,
    right.action,
    arn('dynamodb', `table/${right.tableName}${index}`),
  );
}

/** The checksum belongs to the bytes, which are passed on unchanged. */
function headersOf({ headers }: EngineResponse): Record<string, string> {
  const passedOn = ['content-type', 'x-amz-crc32', 'x-amzn-requestid'] as const;
  return Object.fromEntries(
    passedOn.flatMap((name) => {
      const value = headers[name];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
}

function unknownOperation(operation: string): AwsResponse {
  const body = {
    __type: 'com.amazon.coral.service#UnknownOperationException',
    message: `The local run's DynamoDB does not take ${operation} from functions.`,
  };
  return { status: 400, body: JSON.stringify(body) };
}
