import type { User, UserManager } from 'oidc-client-ts';
import type { AdminConfig } from '../../../protocol/index.ts';
import { unsentKey } from '../../../web-client/unsent-key.ts';
import { ADMIN_PATH } from '../../shared/navigation/paths.ts';
import { forgetDrafts } from '../../shared/unsent-replies/drafts.ts';
import { endSharedSignIn, onSignInElsewhere } from './shared-sign-in.ts';

/**
 * Deletes everything here first, and calls the issuer last: the network may be gone, and the next
 * person may already be waiting.
 */
export async function signOut(
  config: AdminConfig,
  manager: UserManager,
  user: User,
): Promise<void> {
  const { id_token } = (await manager.getUser()) ?? user;
  endSharedSignIn();
  forgetPerson(localStorage, user.profile.sub);
  if (!(await endsSessions(manager))) {
    location.assign(ADMIN_PATH);
    return;
  }
  // Cognito calls the way back `logout_uri`, and needs the client id.
  const extraQueryParams = {
    client_id: config.client_id,
    logout_uri: location.origin + ADMIN_PATH,
  };
  await manager.signoutRedirect({
    extraQueryParams,
    ...(id_token !== undefined && { id_token_hint: id_token }),
  });
}

/** An unreachable issuer counts as one without sign-out, so that people can always leave this tab. */
async function endsSessions(manager: UserManager): Promise<boolean> {
  try {
    return (await manager.metadataService.getEndSessionEndpoint()) !== undefined;
  } catch {
    return false;
  }
}

/** Calls back once when another tab has signed the person out, or somebody else in. */
export function onSignInEnded(
  manager: UserManager,
  { profile }: User,
  listener: () => void,
): () => void {
  async function check(): Promise<void> {
    const now = await manager.getUser();
    if (now?.profile.sub === profile.sub) return;
    stop();
    listener();
    // This tab may have stored something after the other one deleted it.
    if (now === null) forgetPerson(localStorage, profile.sub);
  }
  const stop = onSignInElsewhere(() => void check());
  return stop;
}

/** Deletes what a person wrote and did not send: nobody else at this computer may see it. */
export function forgetPerson(storage: Storage, personId: string): void {
  forgetDrafts(storage, personId);
  const prefix = unsentKey(`${personId}:`);
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index));
  for (const key of keys) {
    if (key?.startsWith(prefix) && CHAT_ID.test(key.slice(prefix.length))) storage.removeItem(key);
  }
}

/** The whole rest of the key, as another person's id may begin with this one's. */
const CHAT_ID = /^[0-9a-f-]{36}$/;
