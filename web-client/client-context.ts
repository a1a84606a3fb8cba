import type { Page, ParseFrame, SenderType } from '../protocol/index.ts';
import { type ConnectionManager, createConnectionManager } from './connection-manager.ts';
import { createRequest, type Request } from './request.ts';
import { createTokens } from './tokens.ts';
import type { Client, ClientOptions, Platform } from './types.ts';

/** What a chat and the inbox stand on. */
export type ClientContext = {
  readonly platform: Platform;
  readonly role: SenderType;
  readonly connection: ConnectionManager;
  readonly request: Request;
  /** Whose client this is; may wait for the first token. */
  readonly person: Promise<string>;
  /** Where the user writes from, as far as the server takes it. */
  page(): Page | undefined;
};

/** Wires the connection and the HTTP API to each other: each learns from the other's failures. */
export function createClientContext(
  options: ClientOptions,
  role: SenderType,
  parse: ParseFrame,
): ClientContext {
  const { platform, origin } = options;
  const tokens = createTokens(options, {
    refused: () => connection.refuse(),
    limited: (seconds) => connection.setRateLimited(seconds),
  });
  const connection = createConnectionManager(platform, origin, tokens, parse);
  const request = createRequest(platform, origin, tokens, {
    reachable: connection.setReachable,
    refused: connection.refuse,
  });
  const page = () => acceptablePage(options.page?.());
  const person = options.person ? Promise.resolve(options.person) : tokens.subject;
  return { platform, role, connection, request, person, page };
}

/** What the clients of users and admins have in common. */
export function createClient({ connection }: ClientContext): Client {
  return {
    connectionState: connection.state,
    onConnectionState: connection.onState,
    start: connection.start,
    stop: connection.stop,
  };
}

/** A page with an overlong address is left out: it must not cost the message. */
function acceptablePage(page: Page | undefined): Page | undefined {
  if (!page || page.url.length > 2_048) return undefined;
  return { url: page.url, title: page.title.slice(0, 500), language: page.language.slice(0, 35) };
}
