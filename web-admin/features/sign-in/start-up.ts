import type { AdminConfig } from '../../../protocol/index.ts';
import { ADMIN_PATH } from '../../shared/navigation/paths.ts';
import { SignInError } from '../../shared/session/sign-in-error.ts';
import type { SignedIn } from '../../shared/session/signed-in.ts';
import { checkStorage } from './check-storage.ts';
import { loadConfig } from './load-config.ts';
import { isSignInResponse } from './return-path.ts';
import { endSharedSignIn, hasSharedSignIn } from './shared-sign-in.ts';

/**
 * Finds out who is at this browser, and finishes a sign-in that the issuer has just answered.
 * The sign-in library is loaded only when there is something for it to read.
 */
export async function startUp(): Promise<{ config: AdminConfig; signedIn: SignedIn | null }> {
  checkStorage();
  const config = await loadConfig();
  const isAnswer = isSignInResponse(location.search);
  if (!isAnswer && !hasSharedSignIn()) {
    // One that was left behind when the browser was closed is not taken up again.
    endSharedSignIn();
    return { config, signedIn: null };
  }
  const { finishSignIn, readSignIn } = await import('./oidc-sign-in.ts');
  if (!isAnswer) return { config, signedIn: await readSignIn(config) };
  try {
    return { config, signedIn: await finishSignIn(config) };
  } catch (cause) {
    // The answer is spent: trying again must start from a clean address.
    history.replaceState(null, '', ADMIN_PATH);
    throw new SignInError('the sign-in was not completed', { cause });
  }
}
