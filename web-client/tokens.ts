import { ApiError } from './api-error.ts';
import { jwtClaims } from './jwt-claims.ts';
import type { ClientOptions } from './types.ts';

/** An app that cannot make up its mind counts as one that failed. */
const TOKEN_TIMEOUT_MS = 15_000;

export type Tokens = {
  /** A token that is valid now, as far as the app knows. */
  get(): Promise<string>;
  /** A token in place of one that the server refused. Calls at the same time share one response. */
  renew(): Promise<string>;
  /** Whose tokens these are, known with the first one; never rejects. */
  readonly subject: Promise<string>;
};

/**
 * Asks the app for tokens. All tokens of one client must be of one person. `refused` is called when
 * there is none because the server accepts nobody, as where visitors are switched off, and `limited`
 * when it accepts nobody for so many seconds.
 */
export function createTokens(
  { getToken, platform }: ClientOptions,
  on: { refused(): void; limited(seconds: number): void },
): Tokens {
  let renewal: Promise<string> | undefined;
  let learn: (subject: string) => void;
  const subject = new Promise<string>((resolve) => {
    learn = resolve;
  });

  async function ask(renew: boolean): Promise<string> {
    try {
      const token = await inTime(getToken({ renew }));
      const named = subjectOf(token);
      if (named) learn(named);
      return token;
    } catch (error) {
      const { code, retry_after = 1 } = error instanceof ApiError ? error : { code: undefined };
      if (code === 'unauthorized' || code === 'forbidden') on.refused();
      if (code === 'rate_limited') on.limited(retry_after);
      throw error;
    }
  }

  function inTime(token: Promise<string>): Promise<string> {
    return new Promise((resolve, reject) => {
      const cancel = platform.after(TOKEN_TIMEOUT_MS, () => reject(new Error('no token in time')));
      token.then(resolve, reject).finally(cancel);
    });
  }

  return {
    get: () => ask(false),
    renew() {
      renewal ??= ask(true).finally(() => {
        renewal = undefined;
      });
      return renewal;
    },
    subject,
  };
}

/** Reads who a token names: only to keep what several people write apart. */
function subjectOf(token: string): string | undefined {
  const { sub } = jwtClaims(token);
  return typeof sub === 'string' ? sub : undefined;
}

/**
 * How much longer a token holds, in milliseconds; infinite where it does not say. A clock by which it
 * has ended, or was not made yet, is wrong: then it is taken to be new.
 */
export function lifeLeftMs(token: string, nowMs: number): number {
  const { exp, iat } = jwtClaims(token);
  if (typeof exp !== 'number') return Infinity;
  const leftMs = exp * 1_000 - nowMs;
  const wholeMs = typeof iat === 'number' ? (exp - iat) * 1_000 : Infinity;
  return leftMs > 0 && leftMs <= wholeMs ? leftMs : wholeMs;
}
