import { ErrorResponse, type User, type UserManager } from 'oidc-client-ts';
import { withTabLock } from '../../../web-shared/tab-lock.ts';
import type { IdToken } from './create-token-source.ts';
import { hasSharedSignIn, SIGN_IN_STORAGE_PREFIX } from './shared-sign-in.ts';

/** `receivedAtMs` is null for a token that was received before this page loaded. */
export function idTokenOf({ id_token, profile }: User, receivedAtMs: number | null): IdToken {
  // The lifetime counts from the time of receipt: a wrong clock must not end a token just received.
  const expiresAtMs =
    receivedAtMs === null
      ? profile.exp * 1_000
      : receivedAtMs + (profile.exp - profile.iat) * 1_000;
  return { text: id_token ?? '', expiresAtMs };
}

/**
 * Renews the sign-in for all tabs, in one tab at a time: many issuers accept a refresh token once, and
 * treat a second use as a theft that ends the whole sign-in.
 */
export async function renewSignIn(manager: UserManager, known: IdToken): Promise<IdToken | null> {
  let renewed: Promise<IdToken | null> = Promise.resolve(null);
  await withTabLock(RENEWAL_LOCK, async () => {
    renewed = renewNow(manager, known);
    await renewed;
  });
  return renewed;
}

const RENEWAL_LOCK = `${SIGN_IN_STORAGE_PREFIX}renewal`;

async function renewNow(manager: UserManager, known: IdToken): Promise<IdToken | null> {
  const user = await manager.getUser();
  const stored = user && idTokenOf(user, null);
  // Another tab has renewed it while this one waited for the lock, or slept.
  if (stored && stored.text !== known.text && stored.expiresAtMs > Date.now()) return stored;
  if (user?.refresh_token === undefined) return null;
  try {
    const renewed = await manager.signinSilent();
    if (!hasSharedSignIn()) return await discard(manager);
    return renewed === null ? null : idTokenOf(renewed, Date.now());
  } catch (error) {
    if (error instanceof ErrorResponse) return null;
    throw error;
  }
}

/** Another tab has signed out during the renewal: the new token must not sign in again. */
async function discard(manager: UserManager): Promise<never> {
  await manager.removeUser();
  throw new Error('signed out during the renewal');
}
