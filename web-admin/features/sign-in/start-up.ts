import * as v from 'valibot';
import { type AdminConfig, AdminConfigSchema } from '../../../protocol/index.ts';
import { ADMIN_PATH } from '../../shared/navigation/paths.ts';
import { type SignedIn, SignInError } from '../../shared/session/signed-in.ts';
import { isSignInResponse } from './return-path.ts';
import { endSharedSignIn, hasSharedSignIn } from './shared-sign-in.ts';

/**
 * Finds out who is signed in in this browser, and finishes a sign-in to which the issuer has just
 * responded. The sign-in library is loaded only when it is needed.
 * @throws StorageBlockedError, SignInError, or an error of the network
 */
export async function startUp(): Promise<{ config: AdminConfig; signedIn: SignedIn | null }> {
  checkStorage();
  const config = await loadConfig();
  const isResponse = isSignInResponse(location.search);
  if (!isResponse && !hasSharedSignIn()) {
    // A sign-in that is left from before the browser was closed has ended.
    endSharedSignIn();
    return { config, signedIn: null };
  }
  const { finishSignIn, readSignIn } = await import('./oidc-sign-in.ts');
  if (!isResponse) return { config, signedIn: await readSignIn(config) };
  try {
    return { config, signedIn: await finishSignIn(config) };
  } catch (cause) {
    // The response can be used once: another try must start from a clean address.
    history.replaceState(null, '', ADMIN_PATH);
    throw new SignInError('the sign-in was not completed', { cause });
  }
}

/** Where admins of this deployment sign in. */
async function loadConfig(): Promise<AdminConfig> {
  const response = await fetch('/admin/config.json', { cache: 'no-cache' });
  if (!response.ok) throw new Error(`config.json: status ${response.status}`);
  return v.parse(AdminConfigSchema, await response.json());
}

/** The browser stores nothing for this site, so nobody could stay signed in. */
export class StorageBlockedError extends Error {
  override readonly name = 'StorageBlockedError';
}

function checkStorage(): void {
  try {
    for (const storage of [localStorage, sessionStorage]) {
      storage.setItem(PROBE, '');
      storage.removeItem(PROBE);
    }
  } catch (cause) {
    // A full storage can still be read.
    const isFull = cause instanceof DOMException && cause.name === 'QuotaExceededError';
    if (!isFull) throw new StorageBlockedError('the storage is blocked', { cause });
  }
}

const PROBE = 'support-chat.probe';
