import { randomBytes } from 'node:crypto';
import type { WebSocket } from 'ws';
import { type HttpRequest, headerOf } from '../gateway/http-exchange.ts';

/** One client's connection, from its handshake on. */
export type Connection = {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly connectedAt: number;
  readonly sourceIp: string;
  readonly userAgent: string;
};

/** A connection whose handshake is done. */
export type OpenConnection = Connection & {
  readonly socket: WebSocket;
  /** Epoch milliseconds of the last frame in either direction. */
  readonly lastActiveAt: () => number;
  /** Puts off the end of an idle connection. */
  touch(): void;
};

/** How long a connection may live, and how long it may be silent. */
export type ConnectionLimits = { readonly lifetimeMs: number; readonly idleMs: number };

/** API Gateway's quotas for WebSocket APIs: two hours, and ten minutes of silence. */
export const CLOUD_LIMITS: ConnectionLimits = { lifetimeMs: 2 * 60 * 60_000, idleMs: 10 * 60_000 };

export function createConnection(request: HttpRequest): Connection {
  return {
    // Ids end in `=` as the cloud's do, so that code must encode them in a path.
    id: `${randomBytes(11).toString('base64url')}=`,
    connectedAt: Date.now(),
    sourceIp: request.sender,
    userAgent: headerOf(request.headers, 'user-agent') ?? '',
  };
}

/** Starts the clocks of a connection; when one runs out it is closed with 1001 (going away). */
export function openConnection(
  connection: Connection,
  socket: WebSocket,
  limits: ConnectionLimits,
): OpenConnection {
  let lastActiveAt = Date.now();
  const end = () => socket.close(1001, 'Going away');
  const lifetime = setTimeout(end, limits.lifetimeMs).unref();
  const idle = setTimeout(end, limits.idleMs).unref();
  socket.once('close', () => {
    clearTimeout(lifetime);
    clearTimeout(idle);
  });
  return {
    ...connection,
    socket,
    lastActiveAt: () => lastActiveAt,
    touch() {
      lastActiveAt = Date.now();
      idle.refresh();
    },
  };
}
