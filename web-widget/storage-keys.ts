/** What the names of a chat's keys in the page's storage begin with. */
export const storagePrefix = (origin: string) => `support-chat:${origin}:`;

/** The key in the tab's session storage that says that a page was left with the panel open. */
export const OPEN_MARK = 'open';
