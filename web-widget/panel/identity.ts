import { ApiError } from '../../web-client/api-error.ts';
import type { KeyValueStore } from '../../web-client/types.ts';
import type { TokenSource } from '../api.ts';
import { readClaims } from './token-claims.ts';

/** Who writes, and how to prove it to the server. */
export type Identity = {
  /** Whose part of the storage is used: `visitor`, or `user:` and the user's id. */
  readonly scope: string;
  /** Whether a chat may exist: a visitor who has not written yet is unknown to the server. */
  isKnown(): boolean;
  /** Yields a valid token; for a visitor without one, makes the visitor. */
  getToken(request: { renew: boolean }): Promise<string>;
  /** Lets go of the token, so that the next one starts afresh. */
  forget(): void;
};

export type IdentityParts = {
  readonly storage: KeyValueStore;
  now(): number;
  /** Makes a visitor and yields its token; with a visitor's token, a fresh one of the same visitor. */
  createVisitor(token: string | undefined): Promise<string>;
  /** The page's own sign-in is another person's now. */
  onOther(): void;
};

/** The storage scope of whoever the page has not named. */
const VISITOR_SCOPE = 'visitor';

const TOKEN_KEY = 'visitor-token';
const USER_EARLY_MS = 60_000;
/** A visitor's only key to the chat: renewed long before it ends. */
const VISITOR_EARLY_MS = 7 * 24 * 60 * 60 * 1_000;

/**
 * Who the page says is there; without a word from the page, the visitor of this browser. Makes no
 * request to the chat's server. Throws when the page's function throws or yields no token.
 */
export async function findIdentity(
  source: TokenSource | undefined,
  parts: IdentityParts,
): Promise<Identity> {
  const token = source && (await ask(source));
  return source && token ? userIdentity(source, token, parts) : visitorIdentity(parts);
}

/**
 * Makes the visitor of a link the visitor of this browser, unless another one's chat lives here:
 * anybody can make a link of their own token, and this browser may hold the only key to that chat.
 * What is no token is left alone: such a link only opens the chat. Tells whether that visitor is now the browser's.
 */
export function adoptVisitor(
  token: string,
  storage: KeyValueStore & { clear(): void },
  now: number,
): boolean {
  if (!readClaims(token)) return false;
  const known = storage.get(TOKEN_KEY);
  if (known && readClaims(known)?.sub !== readClaims(token)?.sub) {
    if (!endsWithin(0, known, now)) return false;
    storage.clear();
  }
  storage.set(TOKEN_KEY, token);
  return true;
}

function userIdentity(source: TokenSource, first: string, parts: IdentityParts): Identity {
  const sub = subjectOf(first);
  let token: string | undefined = first;

  async function renewed(): Promise<string> {
    const next = await ask(source);
    if (!next || subjectOf(next) !== sub) {
      parts.onOther();
      throw new ApiError('unauthorized', 'the page has signed in somebody else');
    }
    token = next;
    return next;
  }
  const renewOnce = shared(renewed);

  return {
    scope: `user:${sub}`,
    isKnown: () => true,
    getToken: async ({ renew }) =>
      token && !renew && !endsWithin(USER_EARLY_MS, token, parts.now()) ? token : renewOnce(),
    forget() {
      token = undefined;
    },
  };
}

function visitorIdentity({ storage, createVisitor, now }: IdentityParts): Identity {
  let known: string | undefined;
  // What another tab has removed by its `logout` is not made anew before this one hears of it.
  const stored = () => {
    known = storage.get(TOKEN_KEY) ?? known;
    return known;
  };
  const createOnce = shared(async () => {
    const former = stored();
    const token = await createVisitor(former);
    // Another tab was first: one browser is one visitor, with one chat.
    const rival = former ? undefined : stored();
    if (!rival) storage.set(TOKEN_KEY, token);
    return rival ?? token;
  });

  async function getToken({ renew }: { renew: boolean }): Promise<string> {
    const token = stored();
    if (!token) return createOnce();
    if (!renew && !endsWithin(VISITOR_EARLY_MS, token, now())) return token;
    // Where no fresh one can be had, the server says of the old one whether it still holds.
    return createOnce().catch(() => token);
  }

  return {
    scope: VISITOR_SCOPE,
    isKnown: () => stored() !== undefined,
    getToken,
    forget() {
      known = undefined;
      storage.remove(TOKEN_KEY);
    },
  };
}

async function ask(source: TokenSource): Promise<string | null | undefined> {
  return typeof source === 'string' ? source : source();
}

function subjectOf(token: string): string {
  const claims = readClaims(token);
  if (!claims) throw new ApiError('unauthorized', 'the page gave something that is no token');
  return claims.sub;
}

function endsWithin(spanMs: number, token: string, now: number): boolean {
  const exp = readClaims(token)?.exp;
  return exp !== undefined && exp * 1_000 - now <= spanMs;
}

/** Callers who ask while an answer is on its way all get that one. */
function shared<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  return () => {
    running ??= work().finally(() => {
      running = undefined;
    });
    return running;
  };
}
