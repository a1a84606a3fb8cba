import { SignInError } from '../../shared/session/signed-in.ts';

export type IdToken = { readonly text: string; readonly expiresAtMs: number };

type TokenSourceOptions = {
  readonly token: IdToken;
  /** When the person signed in; null if that was before this page loaded. */
  readonly signedInAtMs: number | null;
  now(): number;
  /**
   * A newer token than the known one; null if the issuer does not renew this sign-in.
   * @throws if the issuer cannot be reached
   */
  refresh(known: IdToken): Promise<IdToken | null>;
  /** Leaves the page. */
  signInAgain(): Promise<void>;
};

/**
 * Keeps one ID token fresh. Calls at the same time share one renewal. If the server rejects a token from
 * a sign-in of a moment ago, it throws a `SignInError`: signing in again would loop.
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
      // While the issuer is unreachable, a token can be used until it expires.
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
