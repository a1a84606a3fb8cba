import { CONNECTION_MAX_SECONDS } from '../protocol/index.ts';
import type { Tokens } from './tokens.ts';

/** API Gateway ends a connection after two hours. */
export const CONNECTION_MAX_MS = CONNECTION_MAX_SECONDS * 1_000;
const MARGIN_MS = 5 * 60_000;
const SPREAD_MS = 10 * 60_000;
const RETRY_MS = 60_000;
/** Browsers run the timers of a hidden page once a minute. */
const TOKEN_MARGIN_MS = 2 * 60_000;
const TOKEN_RETRY_MS = 1_000;

/**
 * When to open the next connection: before the limit of API Gateway or the end of the token, which is
 * in `lifeMs`, ends this one. `random` in [0, 1) spreads many clients over ten minutes.
 */
export function renewalDelayMs(lifeMs: number, random: number): number {
  return Math.min(
    CONNECTION_MAX_MS - MARGIN_MS - SPREAD_MS * random,
    Math.max(TOKEN_RETRY_MS, lifeMs / 2, lifeMs - TOKEN_MARGIN_MS),
  );
}

/** When to try that again, with `leftMs` left of the token. Past its end, a clock may be wrong. */
export function renewalRetryMs(leftMs: number): number {
  return Math.min(RETRY_MS, leftMs > 0 ? Math.max(TOKEN_RETRY_MS, leftMs / 2) : Infinity);
}

/** A token that ends later than `held`. Rejects while the app has none: it would end as soon. */
export async function laterToken(tokens: Tokens, held: string): Promise<string> {
  const known = await tokens.get();
  const later = known === held ? await tokens.renew() : known;
  if (later === held) throw new Error('the same token again');
  return later;
}
