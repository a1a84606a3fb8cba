import { SignInError } from '../../shared/session/sign-in-error.ts';

export type IdToken = { readonly text: string; readonly expiresAtMs: number };

type TokenSourceOptions = {
  readonly token: IdToken;
  /** When the person signed in by hand on this page; null when that was before it loaded. */
  readonly signedInAtMs: number | null;
  now(): number;
  /**
   * A newer token than the known one. Null when the issuer will not renew this sign-in; throws when
   * it cannot be reached.
   */
  refresh(known: IdToken): Promise<IdToken | null>;
  /** Leaves the page. */
  signInAgain(): Promise<void>;
};

/**
 * Keeps one ID token fresh. Calls at the same time share one renewal. A server that refuses a token
 * just signed in for gets a `SignInError` instead of yet another sign-in, which would go in circles.
 */
export function createTokenSource(options: TokenSourceOptions) {
  let token = options.token;
  let renewal: Promise<string> | undefined;

  const isFresh = (marginMs: number) => token.expiresAtMs - options.now() > marginMs;

  async function renewNow(): Promise<string> {
    const renewed = await options.refresh(token);
    if (renewed !== null) token = renewed;
    if (renewed !== null && isFresh(0)) return token.text;
    if (wasJustSignedIn(options)) throw new SignInError('a new sign-in is not accepted');
    await options.signInAgain();
    throw new SignInError('a new sign-in is needed');
  }

  return async function getToken(request: { renew: boolean }): Promise<string> {
    if (!request.renew && isFresh(RENEW_BEFORE_MS)) return token.text;
    renewal ??= renewNow().finally(() => {
      renewal = undefined;
    });
    try {
      return await renewal;
    } catch (error) {
      // The last minute of a token is still good while the issuer is out of reach.
      if (!request.renew && isFresh(0)) return token.text;
      throw error;
    }
  };
}

const RENEW_BEFORE_MS = 60_000;
const JUST_SIGNED_IN_MS = 60_000;

function wasJustSignedIn({ signedInAtMs, now }: TokenSourceOptions): boolean {
  return signedInAtMs !== null && now() - signedInAtMs < JUST_SIGNED_IN_MS;
}
