import { type User, UserManager, WebStorageStateStore } from 'oidc-client-ts';
import type { AdminConfig } from '../../../protocol/index.ts';
import { ADMIN_PATH } from '../../shared/navigation/paths.ts';
import type { SignedIn } from '../../shared/session/signed-in.ts';
import { createTokenSource } from './create-token-source.ts';
import { idTokenOf, renewSignIn } from './renew-sign-in.ts';
import { returnPath } from './return-path.ts';
import { beginSharedSignIn, SIGN_IN_STORAGE_PREFIX } from './shared-sign-in.ts';
import { onSignInEnded, signOut } from './sign-out.ts';

const USUAL_SCOPE = 'openid email profile';

/** Leaves the page for the issuer, which sends the person back to the page they were on. */
export async function startSignIn(config: AdminConfig): Promise<void> {
  await redirectToIssuer(config, createManager(config));
}

/** Signs in with the issuer's response in the address, and shows the page the person came from. */
export async function finishSignIn(config: AdminConfig): Promise<SignedIn> {
  const manager = createManager(config);
  // Before the sign-in is stored: a tab that opens in between would take it for an old one.
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
    // The issuer's response belongs to the tab that asked for it.
    stateStore: new WebStorageStateStore({ store: sessionStorage, prefix }),
    // Tokens are renewed on demand with the refresh token, without a hidden frame.
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
      refresh: (known) => renewSignIn(manager, known),
      signInAgain: () => redirectToIssuer(config, manager),
    }),
    signOut: () => signOut(config, manager, user),
    onEnded: (listener) => onSignInEnded(manager, user, listener),
  };
}

async function redirectToIssuer(config: AdminConfig, manager: UserManager): Promise<void> {
  await manager.signinRedirect({
    state: location.pathname + location.search,
    scope: config.scope ?? (await usualScope(manager)),
  });
}

/** Many issuers give a refresh token only if asked for `offline_access`; others refuse that scope. */
async function usualScope(manager: UserManager): Promise<string> {
  const { scopes_supported = [] } = await manager.metadataService.getMetadata();
  const isRenewable = scopes_supported.includes('offline_access');
  return isRenewable ? `${USUAL_SCOPE} offline_access` : USUAL_SCOPE;
}
