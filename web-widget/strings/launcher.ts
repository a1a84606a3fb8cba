/** What the button says until the panel's words are there: the loader carries nothing more. */
export const launcherLabel = 'Support chat';
export const loadFailed = 'The chat could not be loaded. Please try again.';
