/** The longest message, in characters (Unicode code points), after trimming. */
export const CONTENT_MAX_CHARACTERS = 4_000;

/** The length of `last_message_preview`, in characters. */
export const PREVIEW_MAX_CHARACTERS = 100;

/** The largest frame either side may send. API Gateway closes a socket with 1009 beyond it. */
export const FRAME_MAX_BYTES = 32 * 1024;

/** How many messages one page holds unless asked otherwise, and at most. */
export const MESSAGE_PAGE_DEFAULT = 50;
export const MESSAGE_PAGE_MAX = 100;

/** How many chats one inbox page holds unless asked otherwise, and at most. */
export const INBOX_PAGE_DEFAULT = 25;
export const INBOX_PAGE_MAX = 100;

/**
 * How many messages one page of an export holds. Lambda answers 6 MB at most, and a message of 4,000
 * characters may take 24 kB of JSON.
 */
export const EXPORT_PAGE = 200;

/** How many canned replies there may be: one list shows them all. */
export const CANNED_REPLIES_MAX = 200;

/** A `client_id` answers with the stored message for this long. */
export const CLIENT_ID_TTL_SECONDS = 24 * 60 * 60;

/** The furthest ahead that the `exp` of a user's token may lie. */
export const USER_TOKEN_MAX_AGE_SECONDS = 24 * 60 * 60;

/** API Gateway closes every WebSocket after two hours, and after ten idle minutes. */
export const CONNECTION_MAX_SECONDS = 2 * 60 * 60;
export const PING_INTERVAL_MS = 4 * 60 * 1_000;

/** `typing` commands that come faster than this are dropped. */
export const TYPING_INTERVAL_MS = 1_000;
