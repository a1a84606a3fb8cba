import { ErrorResponse, type User, UserManager, WebStorageStateStore } from 'oidc-client-ts';
import type { AdminConfig } from '../../protocol/index.ts';
import { forgetDrafts } from '../chat/drafts.ts';
import { createTokenSource, type IdToken } from './create-token-source.ts';
import { ADMIN_PATH, returnPath } from './return-path.ts';
import { SIGN_IN_STORAGE_PREFIX } from './sign-in-storage.ts';
import type { SignedIn } from './signed-in.ts';

const USUAL_SCOPE = 'openid email profile';

/** Leaves for the issuer; it sends the person back to the page they were on. */
export async function startSignIn(config: AdminConfig): Promise<void> {
  await redirectToIssuer(config, createManager(config));
}

/** Turns the issuer's answer in the address into a signed-in person and shows the page they came from. */
export async function finishSignIn(config: AdminConfig): Promise<SignedIn> {
  const manager = createManager(config);
  const user = await manager.signinRedirectCallback();
  history.replaceState(null, '', returnPath(user.state));
  return signedInAs(config, manager, user, Date.now());
}

/** The person who signed in earlier in this tab, or null. */
export async function readSignIn(config: AdminConfig): Promise<SignedIn | null> {
  const manager = createManager(config);
  const user = await manager.getUser();
  return user?.id_token === undefined ? null : signedInAs(config, manager, user, null);
}

function createManager(config: AdminConfig): UserManager {
  const kept = { store: sessionStorage, prefix: SIGN_IN_STORAGE_PREFIX };
  return new UserManager({
    authority: config.issuer,
    client_id: config.client_id,
    redirect_uri: location.origin + ADMIN_PATH,
    post_logout_redirect_uri: location.origin + ADMIN_PATH,
    scope: config.scope ?? USUAL_SCOPE,
    userStore: new WebStorageStateStore(kept),
    stateStore: new WebStorageStateStore(kept),
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
      refresh: () => refresh(manager),
      signInAgain: () => redirectToIssuer(config, manager),
    }),
    signOut: () => signOut(config, manager, user.profile.sub),
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

/** Null when the issuer will not renew this sign-in; throws when it cannot be reached. */
async function refresh(manager: UserManager): Promise<IdToken | null> {
  const user = await manager.getUser();
  if (user?.refresh_token === undefined) return null;
  try {
    const renewed = await manager.signinSilent();
    return renewed === null ? null : idTokenOf(renewed, Date.now());
  } catch (error) {
    if (error instanceof ErrorResponse) return null;
    throw error;
  }
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

async function signOut(config: AdminConfig, manager: UserManager, id: string): Promise<void> {
  forgetDrafts(localStorage, id);
  if (await endsSessions(manager)) {
    // Cognito knows the way back as `logout_uri` and wants to be told the client.
    const extraQueryParams = {
      client_id: config.client_id,
      logout_uri: location.origin + ADMIN_PATH,
    };
    await manager.signoutRedirect({ extraQueryParams });
  } else {
    await manager.removeUser();
    location.assign(ADMIN_PATH);
  }
}

/** An issuer out of reach counts as one without sign-out: people must be able to leave this tab. */
async function endsSessions(manager: UserManager): Promise<boolean> {
  try {
    return (await manager.metadataService.getEndSessionEndpoint()) !== undefined;
  } catch {
    return false;
  }
}
