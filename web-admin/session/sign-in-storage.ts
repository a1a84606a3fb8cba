/** What the sign-in keeps in the tab's storage begins with this. */
export const SIGN_IN_STORAGE_PREFIX = 'support-chat.sign-in.';
