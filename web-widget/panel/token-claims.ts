import { jwtClaims } from '../../web-client/jwt-claims.ts';

/**
 * Reads who a token is for and when it ends (epoch seconds). Nothing is verified: that is for the server;
 * here it only keeps the texts of several people apart. Undefined if the token names nobody.
 */
export function readClaims(token: string): { sub: string; exp?: number } | undefined {
  const { sub, exp } = jwtClaims(token);
  if (typeof sub !== 'string') return undefined;
  return typeof exp === 'number' ? { sub, exp } : { sub };
}

/** Whether less than `spanMs` is left of a token, by this browser's clock. */
export const endsWithin = (spanMs: number, token: string, now: number): boolean =>
  endOf(token) - now <= spanMs;

/** When a token ends, in epoch milliseconds. */
export const endOf = (token: string): number => (readClaims(token)?.exp ?? Infinity) * 1_000;
