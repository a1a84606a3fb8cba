import { randomUUID } from 'node:crypto';
import type { ApiDefinition } from '../gateway/api-definition.ts';
import { type Header, type HttpRequest, headerOf, withHeader } from '../gateway/http-exchange.ts';
import type { Connection } from './connection.ts';

/** The proxy event of `$connect`. */
export function createConnectEvent(
  api: ApiDefinition,
  connection: Connection,
  request: HttpRequest,
) {
  const viewers = headerOf(request.headers, 'x-forwarded-for');
  const forwarded = viewers === undefined ? request.sender : `${viewers}, ${request.sender}`;
  const headers = [
    ...withHeader(withHeader(request.headers, 'host', api.host), 'x-forwarded-for', forwarded),
    ['X-Forwarded-Port', '443'],
    ['X-Forwarded-Proto', 'https'],
  ] as const;
  const query = [...new URLSearchParams(request.query)];
  return {
    headers: lastOf(headers),
    multiValueHeaders: allOf(headers),
    ...(query.length > 0 && {
      queryStringParameters: lastOf(query),
      multiValueQueryStringParameters: allOf(query),
    }),
    requestContext: contextOf(api, connection, '$connect', 'CONNECT'),
    isBase64Encoded: false,
  };
}

/** The proxy event of one text frame. */
export function createFrameEvent(
  api: ApiDefinition,
  connection: Connection,
  routeKey: string,
  body: string,
) {
  const context = contextOf(api, connection, routeKey, 'MESSAGE');
  return {
    requestContext: { ...context, messageId: context.requestId },
    body,
    isBase64Encoded: false,
  };
}

/** The proxy event of `$disconnect`. */
export function createDisconnectEvent(
  api: ApiDefinition,
  connection: Connection,
  end: { code: number; reason: string },
) {
  const headers = [
    ['Host', api.host],
    ['x-api-key', ''],
    ['X-Forwarded-For', ''],
    ['x-restapi', ''],
  ] as const;
  return {
    headers: lastOf(headers),
    multiValueHeaders: allOf(headers),
    requestContext: {
      ...contextOf(api, connection, '$disconnect', 'DISCONNECT'),
      disconnectStatusCode: end.code,
      disconnectReason: end.reason,
    },
    isBase64Encoded: false,
  };
}

function contextOf(
  api: ApiDefinition,
  connection: Connection,
  routeKey: string,
  eventType: 'CONNECT' | 'MESSAGE' | 'DISCONNECT',
) {
  const now = new Date();
  const requestId = randomUUID();
  return {
    routeKey,
    eventType,
    extendedRequestId: requestId,
    requestTime: now.toUTCString(),
    messageDirection: 'IN',
    stage: api.stage,
    connectedAt: connection.connectedAt,
    requestTimeEpoch: now.getTime(),
    identity: { sourceIp: connection.sourceIp, userAgent: connection.userAgent },
    requestId,
    domainName: api.host,
    connectionId: connection.id,
    apiId: api.id,
  };
}

function lastOf(pairs: readonly Header[]): Record<string, string> {
  return Object.fromEntries(pairs);
}

function allOf(pairs: readonly Header[]): Record<string, string[]> {
  const all: Record<string, string[]> = {};
  for (const [name, value] of pairs) all[name] = [...(all[name] ?? []), value];
  return all;
}
