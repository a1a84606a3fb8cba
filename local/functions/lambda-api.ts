import { awsError } from '../aws-error.ts';
import type { AwsService, Functions, Permissions } from '../types.ts';

const INVOCATIONS = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;
/** An asynchronous event is at most so large, by Lambda's quotas. */
const EVENT_MAX_BYTES = 1024 * 1024;

type Options = { readonly functions: Functions; readonly permissions: Permissions };

/** Lambda's `Invoke`, as functions hand work over to each other: asynchronously, by ARN. */
export function createLambdaApi({ functions, permissions }: Options): AwsService {
  return async ({ accessKeyId, method, path, headers, body }) => {
    const [, encoded = ''] = INVOCATIONS.exec(path) ?? [];
    if (method !== 'POST' || encoded === '' || headers['x-amz-invocation-type'] !== 'Event') {
      const message = 'The local run can only invoke functions asynchronously.';
      return awsError(404, 'UnknownOperationException', message);
    }
    const functionArn = decodeURIComponent(encoded);
    permissions.authorize(accessKeyId, 'lambda:InvokeFunction', functionArn);
    if (body.length > EVENT_MAX_BYTES) {
      return awsError(413, 'RequestTooLargeException', 'The event is larger than 1 MB.');
    }
    void functions.invokeLater(functionArn, JSON.parse(body.toString()));
    return { status: 202 };
  };
}
