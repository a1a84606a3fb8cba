import { ApiError } from '../../web-client/api-error.ts';
import type { KeyValueStore } from '../../web-client/types.ts';
import type { TokenSource } from '../api.ts';
import { readClaims } from './token-claims.ts';

/** Who writes. */
export type Identity = {
  /** Whose part of the storage is used: `visitor`, or `user:` and the user's id. */
  readonly scope: string;
  /** What the page has given; a visitor's token lies in the storage, once there is one. */
  readonly token: string | undefined;
  /** Whether a chat may exist: a visitor who has not written yet is unknown to the server. */
  isKnown(): boolean;
};

/** The storage scope of users that the page has not identified. */
export const VISITOR_SCOPE = 'visitor';
/** Where this browser's visitor keeps the only key to their chat. */
export const VISITOR_TOKEN_KEY = 'visitor-token';

/** A page that takes longer has failed. */
const TOKEN_TIMEOUT_MS = 10_000;

/**
 * The user that the page identifies; without one, the visitor of this browser. Makes no
 * request to the chat's server. Throws when the page's function throws, takes longer than 10 s, or
 * yields no token.
 */
export async function findIdentity(
  source: TokenSource | undefined,
  storage: KeyValueStore,
): Promise<Identity> {
  const token = await requestPageToken(source);
  if (token) return { scope: userScope(token), token, isKnown: () => true };
  const isKnown = () => storage.get(VISITOR_TOKEN_KEY) !== null;
  return { scope: VISITOR_SCOPE, token: undefined, isKnown };
}

/** The page's token of now. Throws like the page's function, or when that takes longer than 10 s. */
export async function requestPageToken(
  source: TokenSource | undefined,
): Promise<string | null | undefined> {
  if (typeof source !== 'function') return source;
  // Called before the deadline starts: if it throws, no timer is left whose rejection is unhandled.
  const token = source();
  const deadline = new Promise<never>((_, reject) => setTimeout(reject, TOKEN_TIMEOUT_MS));
  return Promise.race([token, deadline]);
}

/** The scope of the user in a token. Throws if the token names none. */
export function userScope(token: string): string {
  const claims = readClaims(token);
  if (!claims) throw new ApiError('unauthorized', 'no token');
  return `user:${claims.sub}`;
}
