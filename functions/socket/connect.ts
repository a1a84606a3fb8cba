import { SUBPROTOCOL } from '../../protocol/index.ts';
import { putConnection } from '../data/connections.ts';
import type { Actor } from '../domain/actor.ts';
import { ForbiddenError, UnauthorizedError } from '../domain/errors.ts';
import { isIssuedToken } from '../identity/admin-verifier.ts';
import { verifyUser } from '../identity/users.ts';
import { header, type SocketEvent } from './event.ts';
import type { Services } from './services.ts';

/**
 * Accepts a client from an allowed origin that offers the subprotocol and a valid token. Throws
 * `UnauthorizedError` or `ForbiddenError`, which rejects the handshake.
 */
export async function connect(
  { connectionId, headers }: Extract<SocketEvent, { eventType: 'CONNECT' }>,
  services: Services,
): Promise<void> {
  assertAllowedOrigin(header(headers, 'origin'), services);
  const now = services.now();
  const token = offeredToken(header(headers, 'sec-websocket-protocol') ?? '');
  const { actor, expires_at } = await verifyActor(token, services, now);
  await putConnection(
    services.table,
    { connection_id: connectionId, actor, token_expires_at: expires_at },
    now,
  );
}

/**
 * Browsers always send the page's origin. A client without one is not a page, and only its token
 * counts.
 */
function assertAllowedOrigin(origin: string | undefined, { environment }: Services): void {
  const allowed = [...environment.ALLOWED_ORIGINS, new URL(environment.PUBLIC_URL).origin];
  if (origin !== undefined && !allowed.includes(origin)) {
    throw new ForbiddenError('This site may not open the chat.');
  }
}

/** The token is a second subprotocol, so it appears in no URL and in no access log. */
function offeredToken(protocols: string): string {
  const offered = protocols.split(',').map((protocol) => protocol.trim());
  const token = offered.find((protocol) => protocol !== SUBPROTOCOL);
  if (!offered.includes(SUBPROTOCOL) || !token) throw new UnauthorizedError();
  return token;
}

async function verifyActor(
  token: string,
  services: Services,
  now: Date,
): Promise<{ actor: Actor; expires_at: number }> {
  if (isIssuedToken(token)) {
    const { admin, expires_at } = await services.verifyAdmin(token, now);
    return { actor: admin, expires_at };
  }
  const { user, expires_at } = await verifyUser(await services.keys(now), token, now);
  return { actor: user, expires_at };
}
