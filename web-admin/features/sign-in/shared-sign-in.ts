import { ADMIN_PATH } from '../../shared/navigation/paths.ts';

/** What the sign-in keeps in the browser begins with this. */
export const SIGN_IN_STORAGE_PREFIX = 'support-chat.sign-in.';

/**
 * The sign-in is shared by all tabs through the browser's local storage, which outlives the browser.
 * The sign-in must not: a cookie that goes with the browser says whether it is still the same one.
 */
const COOKIE = 'support-chat-signed-in';

export function beginSharedSignIn(): void {
  const isSecure = location.protocol === 'https:';
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and Safari
  document.cookie = `${COOKIE}=yes; Path=${ADMIN_PATH}; SameSite=Strict${isSecure ? '; Secure' : ''}`;
}

/** Whether somebody has signed in, in whichever tab, and neither signed out nor closed the browser. */
export function hasSharedSignIn(): boolean {
  return document.cookie.split('; ').includes(`${COOKIE}=yes`) && keysOfSignIn().length > 0;
}

/** Forgets who is signed in, for every tab. A renewal under way in another one finds the cookie gone. */
export function endSharedSignIn(): void {
  // biome-ignore lint/suspicious/noDocumentCookie: as above
  document.cookie = `${COOKIE}=; Path=${ADMIN_PATH}; Max-Age=0`;
  for (const key of keysOfSignIn()) localStorage.removeItem(key);
}

/** Calls back when another tab has signed somebody in or out. The result stops that. */
export function onSignInElsewhere(listener: () => void): () => void {
  const onStorage = ({ key }: StorageEvent) => {
    if (key === null || key.startsWith(SIGN_IN_STORAGE_PREFIX)) listener();
  };
  addEventListener('storage', onStorage);
  return () => removeEventListener('storage', onStorage);
}

function keysOfSignIn(): string[] {
  return Object.keys(localStorage).filter((key) => key.startsWith(SIGN_IN_STORAGE_PREFIX));
}
