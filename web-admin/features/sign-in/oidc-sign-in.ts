import { ErrorResponse, type User, UserManager, WebStorageStateStore } from 'oidc-client-ts';
import type { AdminConfig } from '../../../protocol/index.ts';
import { withTabLock } from '../../../web-shared/tab-lock.ts';
import { ADMIN_PATH } from '../../shared/navigation/paths.ts';
import type { SignedIn } from '../../shared/session/signed-in.ts';
import { createTokenSource, type IdToken } from './create-token-source.ts';
import { forgetPerson } from './forget-person.ts';
import { returnPath } from './return-path.ts';
import {
  beginSharedSignIn,
  endSharedSignIn,
  hasSharedSignIn,
  onSignInElsewhere,
  SIGN_IN_STORAGE_PREFIX,
} from './shared-sign-in.ts';

const USUAL_SCOPE = 'openid email profile';

/** Leaves for the issuer; it sends the person back to the page they were on. */
export async function startSignIn(config: AdminConfig): Promise<void> {
  await redirectToIssuer(config, createManager(config));
}

/** Turns the issuer's answer in the address into a signed-in person and shows the page they came from. */
export async function finishSignIn(config: AdminConfig): Promise<SignedIn> {
  const manager = createManager(config);
  // Before it is stored, as a tab that opens in between would take it for one left behind.
  beginSharedSignIn();
  const user = await manager.signinRedirectCallback();
  history.replaceState(null, '', returnPath(user.state));
  return signedInAs(config, manager, user, Date.now());
}

/** The person who signed in earlier in this browser, or null. */
export async function readSignIn(config: AdminConfig): Promise<SignedIn | null> {
  const manager = createManager(config);
  const user = await manager.getUser();
  return user?.id_token === undefined ? null : signedInAs(config, manager, user, null);
}

function createManager(config: AdminConfig): UserManager {
  const prefix = SIGN_IN_STORAGE_PREFIX;
  return new UserManager({
    authority: config.issuer,
    client_id: config.client_id,
    redirect_uri: location.origin + ADMIN_PATH,
    post_logout_redirect_uri: location.origin + ADMIN_PATH,
    scope: config.scope ?? USUAL_SCOPE,
    userStore: new WebStorageStateStore({ store: localStorage, prefix }),
    // An answer of the issuer belongs to the tab that asked.
    stateStore: new WebStorageStateStore({ store: sessionStorage, prefix }),
    // Tokens are renewed when one is asked for, by the refresh token alone: no hidden frame.
    automaticSilentRenew: false,
  });
}

function signedInAs(
  config: AdminConfig,
  manager: UserManager,
  user: User,
  signedInAtMs: number | null,
): SignedIn {
  return {
    id: user.profile.sub,
    label: user.profile.name ?? user.profile.email ?? user.profile.sub,
    getToken: createTokenSource({
      token: idTokenOf(user, signedInAtMs),
      signedInAtMs,
      now: Date.now,
      refresh: (known) => refresh(manager, known),
      signInAgain: () => redirectToIssuer(config, manager),
    }),
    signOut: () => signOut(config, manager, user),
    onEnded: (listener) => onEnded(manager, user, listener),
  };
}

/** A clock that is wrong must not end a token just received, so its lifetime counts from then. */
function idTokenOf({ id_token, profile }: User, receivedAtMs: number | null): IdToken {
  const expiresAtMs =
    receivedAtMs === null
      ? profile.exp * 1_000
      : receivedAtMs + (profile.exp - profile.iat) * 1_000;
  return { text: id_token ?? '', expiresAtMs };
}

/**
 * Renews the sign-in for all tabs, one at a time: many issuers take a refresh token once, and take a
 * second use for a theft that ends the whole sign-in.
 */
async function refresh(manager: UserManager, known: IdToken): Promise<IdToken | null> {
  let renewed: Promise<IdToken | null> = Promise.resolve(null);
  await withTabLock(RENEWAL_LOCK, async () => {
    renewed = refreshNow(manager, known);
    await renewed;
  });
  return renewed;
}

const RENEWAL_LOCK = `${SIGN_IN_STORAGE_PREFIX}renewal`;

async function refreshNow(manager: UserManager, known: IdToken): Promise<IdToken | null> {
  const user = await manager.getUser();
  const stored = user && idTokenOf(user, null);
  // Another tab has renewed it while this one waited its turn, or slept.
  if (stored && stored.text !== known.text && stored.expiresAtMs > Date.now()) return stored;
  if (user?.refresh_token === undefined) return null;
  try {
    const renewed = await manager.signinSilent();
    if (!hasSharedSignIn()) return await takeBack(manager);
    return renewed === null ? null : idTokenOf(renewed, Date.now());
  } catch (error) {
    if (error instanceof ErrorResponse) return null;
    throw error;
  }
}

/** Another tab has signed out while the issuer was answering: what came must not sign in again. */
async function takeBack(manager: UserManager): Promise<never> {
  await manager.removeUser();
  throw new Error('signed out meanwhile');
}

/** Whether the one who is signed in is another one by now, or nobody. */
function onEnded(manager: UserManager, { profile }: User, listener: () => void): () => void {
  async function look(): Promise<void> {
    const now = await manager.getUser();
    if (now?.profile.sub === profile.sub) return;
    stop();
    listener();
    // This tab may have stored something since the other one forgot it.
    if (now === null) forgetPerson(localStorage, profile.sub);
  }
  const stop = onSignInElsewhere(() => void look());
  return stop;
}

async function redirectToIssuer(config: AdminConfig, manager: UserManager): Promise<void> {
  await manager.signinRedirect({
    state: location.pathname + location.search,
    scope: config.scope ?? (await usualScope(manager)),
  });
}

/** Many issuers give a refresh token only to those who ask for it, and others refuse it. */
async function usualScope(manager: UserManager): Promise<string> {
  const { scopes_supported = [] } = await manager.metadataService.getMetadata();
  const isRenewable = scopes_supported.includes('offline_access');
  return isRenewable ? `${USUAL_SCOPE} offline_access` : USUAL_SCOPE;
}

/** Forgets everything before it asks anybody: the network may be gone, and the next person here already. */
async function signOut(config: AdminConfig, manager: UserManager, user: User): Promise<void> {
  const { id_token } = (await manager.getUser()) ?? user;
  endSharedSignIn();
  forgetPerson(localStorage, user.profile.sub);
  if (!(await endsSessions(manager))) {
    location.assign(ADMIN_PATH);
    return;
  }
  // Cognito knows the way back as `logout_uri` and wants to be told the client.
  const extraQueryParams = {
    client_id: config.client_id,
    logout_uri: location.origin + ADMIN_PATH,
  };
  await manager.signoutRedirect({
    extraQueryParams,
    ...(id_token !== undefined && { id_token_hint: id_token }),
  });
}

/** An issuer out of reach counts as one without sign-out: people must be able to leave this tab. */
async function endsSessions(manager: UserManager): Promise<boolean> {
  try {
    return (await manager.metadataService.getEndSessionEndpoint()) !== undefined;
  } catch {
    return false;
  }
}
