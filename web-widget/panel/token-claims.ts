/**
 * Reads whom a token names and when it ends (epoch seconds). Nothing is verified: the server does
 * that; here it only tells apart whose texts are kept where. Undefined for what is no such token.
 */
export function readClaims(token: string): { sub: string; exp?: number } | undefined {
  const claims = readPayload(token);
  if (typeof claims !== 'object' || claims === null) return undefined;
  if (!('sub' in claims) || typeof claims.sub !== 'string') return undefined;
  const { sub } = claims;
  return 'exp' in claims && typeof claims.exp === 'number' ? { sub, exp: claims.exp } : { sub };
}

/** Whether less than `spanMs` is left of a token, by this browser's clock. */
export const endsWithin = (spanMs: number, token: string, now: number): boolean =>
  endOf(token) - now <= spanMs;

/** When a token ends, in epoch milliseconds. */
export const endOf = (token: string): number => (readClaims(token)?.exp ?? Infinity) * 1_000;

/** What a JWT says, whatever that is. Nothing is verified. */
export function readPayload(token: string): unknown {
  const [, payload = ''] = token.split('.');
  try {
    const binary = atob(payload.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
