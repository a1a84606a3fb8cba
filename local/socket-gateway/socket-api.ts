import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import * as v from 'valibot';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { type ApiDefinition, type Route, readApi } from '../gateway/api-definition.ts';
import { type HttpRequest, readHead } from '../gateway/http-exchange.ts';
import { invokeRoute, type RouteResult } from '../gateway/invoke-route.ts';
import { parseProperties } from '../template/parse-properties.ts';
import type { AwsService, Functions, Part, Permissions, Template } from '../types.ts';
import {
  CLOUD_LIMITS,
  type Connection,
  type ConnectionLimits,
  createConnection,
  type OpenConnection,
  openConnection,
} from './connection.ts';
import { createConnectionsApi } from './connections-api.ts';
import { isHandshake, readVerdict, refuseHandshake } from './handshake.ts';
import { RouteSelectionSchema, selectRoute } from './select-route.ts';
import { createConnectEvent, createDisconnectEvent, createFrameEvent } from './socket-event.ts';

export type SocketApi = Part & {
  /** The API's own host name in the cloud, by which a distribution finds it; empty for no API. */
  readonly host: string;
  /**
   * Answers a handshake: `$connect` decides, with its own status. `request` is the handshake as a
   * distribution passed it on.
   */
  upgrade(req: IncomingMessage, socket: Duplex, head: Buffer, request?: HttpRequest): Promise<void>;
  /** The `@connections` API. Its paths are `/<api id>/<stage>/@connections/<connection id>`. */
  readonly service: AwsService;
  /** The ids of the open connections, oldest first. */
  connections(): string[];
  /** Lets a client vanish: its socket ends, posts are gone, and `$disconnect` does not run. */
  drop(connectionId: string): void;
};

type Options = {
  readonly template: Template;
  readonly functions: Functions;
  readonly permissions: Permissions;
  readonly limits?: ConnectionLimits;
};

/** API Gateway's largest frame, beyond which it closes the socket with 1009. */
const FRAME_MAX_BYTES = 32 * 1024;

/** The template's WebSocket API. Throws when it holds what the local run cannot do. */
export function createSocketApi(options: Options): SocketApi {
  const api = readApi(options.template, 'WEBSOCKET');
  if (api === undefined) return NO_API;
  const open = new Map<string, OpenConnection>();
  const gateway = createGateway(api, options, open);
  return {
    host: api.host,
    upgrade: gateway.upgrade,
    service: createConnectionsApi({ api, permissions: options.permissions, open }),
    connections: () => [...open.keys()],
    drop(connectionId) {
      const connection = open.get(connectionId);
      open.delete(connectionId);
      connection?.socket.terminate();
    },
    async stop() {
      await Promise.all([...open.values()].map(({ socket }) => terminate(socket)));
      await gateway.settled();
    },
  };
}

const NO_API: SocketApi = {
  host: '',
  upgrade: async (_req, socket) => refuseHandshake(socket, 404, ''),
  service: async () => ({ status: 404 }),
  connections: () => [],
  drop: () => {},
  stop: async () => {},
};

function createGateway(
  api: ApiDefinition,
  { functions, limits = CLOUD_LIMITS }: Options,
  open: Map<string, OpenConnection>,
) {
  const { RouteSelectionExpression: field } = parseProperties(api.resource, apiSchema);
  const { server, subprotocols } = createServer();
  const running = new Set<Promise<unknown>>();

  async function upgrade(
    req: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    request = readHead(req),
  ): Promise<void> {
    const connection = createConnection(request);
    if (!isHandshake(request)) return refuseHandshake(socket, 400, connection.id);
    if (request.path !== `/${api.stage}`) return refuseHandshake(socket, 403, connection.id);
    const event = createConnectEvent(api, connection, request);
    const verdict = readVerdict(await run('$connect', event, { statusCode: 200 }));
    if (!verdict.accepted) return refuseHandshake(socket, verdict.status, connection.id);
    if (socket.destroyed) return disconnect(connection, { code: 1006, reason: '' });
    if (verdict.subprotocol !== undefined) subprotocols.set(req, verdict.subprotocol);
    server.handleUpgrade(req, socket, head, (accepted) => serve(connection, accepted));
  }

  function serve(connection: Connection, socket: WebSocket): void {
    const opened = openConnection(connection, socket, limits);
    open.set(connection.id, opened);
    socket.on('message', (data, isBinary) => receive(opened, data, isBinary));
    // What is wrong with a frame also closes its socket, with the code that fits.
    socket.on('error', () => {});
    socket.once('close', (code, reason) => {
      if (!open.delete(connection.id)) return;
      void disconnect(connection, { code, reason: reason.toString() });
    });
  }

  function receive(connection: OpenConnection, data: RawData, isBinary: boolean): void {
    if (isBinary) connection.socket.close(1003, 'Binary frames are not supported');
    else void handle(connection, data.toString());
  }

  /** Frames of one connection are handled side by side, as in the cloud. */
  async function handle(connection: OpenConnection, text: string): Promise<void> {
    connection.touch();
    const route = selectRoute(api.routes, field, text);
    if (route === undefined) return say(connection, { message: 'Forbidden' });
    const event = createFrameEvent(api, connection, route.key, text);
    const result = await run(route.key, event);
    if (result.ok) return answer(connection, route, result.payload);
    const { requestId } = event.requestContext;
    say(connection, { message: 'Internal server error', requestId });
  }

  async function disconnect(connection: Connection, end: { code: number; reason: string }) {
    await run('$disconnect', createDisconnectEvent(api, connection, end), undefined);
  }

  /** A route that the template does not have gives what stands in its place. */
  function run(key: string, event: unknown, otherwise?: unknown): Promise<RouteResult> {
    const route = api.routes.find((candidate) => candidate.key === key);
    if (route === undefined) return Promise.resolve({ ok: true, payload: otherwise });
    const result = invokeRoute(functions, api, route, event);
    running.add(result);
    return result.finally(() => running.delete(result));
  }

  return {
    upgrade,
    async settled() {
      while (running.size > 0) await Promise.allSettled(running);
    },
  };
}

const apiSchema = v.object({ RouteSelectionExpression: RouteSelectionSchema });

/** What a function returns goes back only where the route has a response. */
function answer(connection: OpenConnection, route: Route, payload: unknown): void {
  const parsed = v.safeParse(answerSchema, payload);
  if (!route.hasResponse || !parsed.success) return;
  connection.socket.send(parsed.output.body);
  connection.touch();
}

const answerSchema = v.object({ body: v.pipe(v.string(), v.nonEmpty()) });

function say(connection: OpenConnection, content: { message: string; requestId?: string }): void {
  connection.socket.send(JSON.stringify({ ...content, connectionId: connection.id }));
}

/** The server answers with the subprotocol that the function named, and never picks one itself. */
function createServer() {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: FRAME_MAX_BYTES,
    perMessageDeflate: false,
    clientTracking: false,
    handleProtocols: () => false,
  });
  const subprotocols = new WeakMap<IncomingMessage, string>();
  server.on('headers', (headers, req) => {
    const subprotocol = subprotocols.get(req);
    if (subprotocol !== undefined) headers.push(`Sec-WebSocket-Protocol: ${subprotocol}`);
  });
  return { server, subprotocols };
}

async function terminate(socket: WebSocket): Promise<void> {
  const closed = once(socket, 'close');
  socket.terminate();
  await closed;
}
