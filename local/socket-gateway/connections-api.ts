import { awsError, awsResponse } from '../aws-error.ts';
import type { ApiDefinition } from '../gateway/api-definition.ts';
import { arn } from '../template/resource-names.ts';
import type { AwsRequest, AwsResponse, AwsService, Permissions } from '../types.ts';
import type { OpenConnection } from './connection.ts';

/** The largest payload of one post, by API Gateway's quotas. */
const PAYLOAD_MAX_BYTES = 128 * 1024;
/** A client that reads slower than this piles up is told of as the gateway tells: with 429. */
const UNREAD_MAX_BYTES = 4 * 1024 * 1024;

type Options = {
  readonly api: ApiDefinition;
  readonly permissions: Permissions;
  readonly open: ReadonlyMap<string, OpenConnection>;
};

/** The `@connections` API: post to a client, ask about it, end it. A missing one is gone (410). */
export function createConnectionsApi({ api, permissions, open }: Options): AwsService {
  const prefix = `/${api.id}/${api.stage}/@connections/`;
  return async (request) => {
    const path = decodeURIComponent(request.path);
    if (!path.startsWith(prefix)) return awsError(403, 'ForbiddenException', 'Forbidden');
    const connectionId = path.slice(prefix.length);
    const place = `${api.id}/${api.stage}/${request.method}/@connections/${connectionId}`;
    permissions.authorize(
      request.accessKeyId,
      'execute-api:ManageConnections',
      arn('execute-api', place),
    );
    const connection = open.get(connectionId);
    if (connection?.socket.readyState !== SOCKET_IS_OPEN) return GONE;
    return answer(request, connection);
  };
}

const SOCKET_IS_OPEN = 1;
const GONE = awsError(410, 'GoneException', 'Gone');

function answer(request: AwsRequest, connection: OpenConnection): AwsResponse {
  switch (request.method) {
    case 'POST':
      return post(connection, request.body);
    case 'GET':
      return awsResponse(200, describe(connection));
    case 'DELETE':
      connection.socket.close(1000, 'Connection closed');
      return { status: 204 };
    default:
      return awsError(403, 'ForbiddenException', 'Forbidden');
  }
}

function post({ socket, touch }: OpenConnection, body: Buffer): AwsResponse {
  if (body.length > PAYLOAD_MAX_BYTES) {
    return awsError(413, 'PayloadTooLargeException', 'Payload too large');
  }
  if (socket.bufferedAmount > UNREAD_MAX_BYTES) {
    return awsError(429, 'LimitExceededException', 'Too many requests');
  }
  socket.send(body, { binary: false });
  touch();
  return { status: 200 };
}

function describe(connection: OpenConnection) {
  return {
    connectedAt: new Date(connection.connectedAt).toISOString(),
    identity: { sourceIp: connection.sourceIp, userAgent: connection.userAgent },
    lastActiveAt: new Date(connection.lastActiveAt()).toISOString(),
  };
}
