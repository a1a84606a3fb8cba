import { ApiError, type ClientOptions, type KeyValueStore } from '../../../web-client/index.ts';
import type { TokenSource } from '../../api.ts';
import { type Identity, requestPageToken, userScope, VISITOR_TOKEN_KEY } from '../identity.ts';
import { endOf, endsWithin, readClaims } from '../token-claims.ts';

export type TokenParts = {
  readonly storage: KeyValueStore;
  /** What the page has said last: it may have given a fresh token of the same user. */
  source(): TokenSource | undefined;
  now(): number;
  /** Makes a visitor and yields its token; with a visitor's token, a fresh one of the same visitor. */
  createVisitor(token: string | undefined): Promise<string>;
  /** Called when another person uses the chat now: the page or another tab has changed it. */
  onOther(): void;
};
type GetToken = ClientOptions['getToken'];

const USER_EARLY_MS = 60_000;
/** A visitor's only key to the chat: renewed long before it ends. */
const VISITOR_EARLY_MS = 7 * 24 * 60 * 60 * 1_000;

/**
 * Yields valid tokens of one person, all through the chat; for a visitor without one, makes the
 * visitor. Throws `ApiError` `unauthorized` once another person uses the chat.
 */
export function identityTokens(identity: Identity, parts: TokenParts): GetToken {
  return identity.token ? userTokens(identity.token, parts) : visitorTokens(parts);
}

function userTokens(first: string, { source, now, onOther }: TokenParts): GetToken {
  const scope = userScope(first);
  let token = first;
  let renewAt = renewalOf(first);

  /** A new token that seems to have ended means that this clock is wrong: the server decides. */
  function renewalOf(fresh: string): number {
    return endsWithin(USER_EARLY_MS, fresh, now()) ? Infinity : endOf(fresh) - USER_EARLY_MS;
  }

  const renewOnce = shareRunning(async () => {
    const next = await requestPageToken(source());
    if (!next || userScope(next) !== scope) throw identityChanged(onOther);
    token = next;
    renewAt = renewalOf(next);
    return next;
  });

  return async ({ renew }) => (renew || now() >= renewAt ? renewOnce() : token);
}

function visitorTokens({ storage, createVisitor, now, onOther }: TokenParts): GetToken {
  let sub: string | undefined;
  /** Just made, so that a wrong clock of this browser is no reason to ask for another. */
  let fresh: string | undefined;
  const stored = () => storage.get(VISITOR_TOKEN_KEY) ?? undefined;

  const createOnce = shareRunning(async () => {
    const former = stored();
    fresh = await createVisitor(former);
    // Another tab may have been faster: a browser is one visitor.
    if (stored() === former) storage.set(VISITOR_TOKEN_KEY, fresh);
    return stored() ?? fresh;
  });

  async function tokenOf(renew: boolean): Promise<string> {
    const token = stored();
    if (!token) return createOnce();
    if (!renew && (token === fresh || !endsWithin(VISITOR_EARLY_MS, token, now()))) return token;
    // Where no fresh one can be had, the server says of the old one whether it still holds.
    return createOnce().catch(() => token);
  }

  return async ({ renew }) => {
    if (sub && !stored()) throw identityChanged(onOther);
    const token = await tokenOf(renew);
    const named = readClaims(token)?.sub;
    if (sub && named !== sub) throw identityChanged(onOther);
    sub = named;
    return token;
  };
}

function identityChanged(onOther: () => void): ApiError {
  onOther();
  return new ApiError('unauthorized', 'another person is there now');
}

/** Calls at the same time share one result. */
function shareRunning<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  return () => {
    running ??= work().finally(() => {
      running = undefined;
    });
    return running;
  };
}
