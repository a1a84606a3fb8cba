import { storedKeys } from '../../../web-shared/stored-keys.ts';
import { ADMIN_PATH } from '../../shared/navigation/paths.ts';

/** The prefix of everything that the sign-in stores in the browser. */
export const SIGN_IN_STORAGE_PREFIX = 'support-chat.sign-in.';

/**
 * All tabs share the sign-in through local storage, which survives closing the browser. The sign-in must
 * not: it is valid only while this session cookie exists.
 */
const COOKIE = 'support-chat-signed-in';

export function beginSharedSignIn(): void {
  const isSecure = location.protocol === 'https:';
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and Safari
  document.cookie = `${COOKIE}=yes; Path=${ADMIN_PATH}; SameSite=Strict${isSecure ? '; Secure' : ''}`;
}

/** Whether somebody has signed in, in any tab, and neither signed out nor closed the browser. */
export function hasSharedSignIn(): boolean {
  return (
    document.cookie.split('; ').includes(`${COOKIE}=yes`) &&
    storedKeys(SIGN_IN_STORAGE_PREFIX).length > 0
  );
}

/** Ends the sign-in in every tab. A renewal that is running in another tab finds the cookie gone. */
export function endSharedSignIn(): void {
  // biome-ignore lint/suspicious/noDocumentCookie: as above
  document.cookie = `${COOKIE}=; Path=${ADMIN_PATH}; Max-Age=0`;
  for (const key of storedKeys(SIGN_IN_STORAGE_PREFIX)) localStorage.removeItem(key);
}

/** Calls back when another tab has signed somebody in or out, until the returned function is called. */
export function onSignInElsewhere(listener: () => void): () => void {
  const onStorage = ({ key }: StorageEvent) => {
    if (key === null || key.startsWith(SIGN_IN_STORAGE_PREFIX)) listener();
  };
  addEventListener('storage', onStorage);
  return () => removeEventListener('storage', onStorage);
}
