/** The longest message, in characters (Unicode code points), after trimming. */
export const CONTENT_MAX_CHARACTERS = 4_000;

/** The length of `last_message_preview`, in characters. */
export const PREVIEW_MAX_CHARACTERS = 100;

/** The largest frame that either side may send. API Gateway closes the socket of a larger one with 1009. */
export const FRAME_MAX_BYTES = 32 * 1024;

/** Messages per page: the default and the maximum. */
export const MESSAGE_PAGE_DEFAULT = 50;
export const MESSAGE_PAGE_MAX = 100;

/** Chats per inbox page: the default and the maximum. */
export const INBOX_PAGE_DEFAULT = 25;
export const INBOX_PAGE_MAX = 100;

/**
 * Messages per page of an export. A Lambda response has 6 MB at most, and a message of 4,000
 * characters may take 24 kB of JSON.
 */
export const EXPORT_PAGE = 200;

/** The maximum number of canned replies. One list shows them all. */
export const CANNED_REPLIES_MAX = 200;

/** For this long, a repeated `client_id` gets the stored message. */
export const CLIENT_ID_TTL_SECONDS = 24 * 60 * 60;

/** How far ahead the `exp` of a user's token may be. */
export const USER_TOKEN_MAX_AGE_SECONDS = 24 * 60 * 60;

/** API Gateway closes every WebSocket after two hours, and after ten idle minutes. */
export const CONNECTION_MAX_SECONDS = 2 * 60 * 60;
export const PING_INTERVAL_MS = 4 * 60 * 1_000;

/** `typing` commands that arrive faster than this are dropped. */
export const TYPING_INTERVAL_MS = 1_000;
