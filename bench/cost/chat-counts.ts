/**
 * What the chat of `docs/cost.md` does: a visitor and a teammate write in turn for ten minutes, each
 * reads every message as it comes, and both are shown as typing.
 */
export const CHAT = {
  userMessages: 5,
  adminMessages: 5,
  /** `typing` commands: two that someone types and one that they stopped, for each message. */
  typing: 30,
  /** `mark_read` commands, one for each message of the other side. */
  markRead: 10,
  minutes: 10,
  pings: 2,
} as const;

export const MESSAGES = CHAT.userMessages + CHAT.adminMessages;

/** Both subscribe, and the teammate unsubscribes when they open the next chat. */
const COMMANDS = 3 + MESSAGES + CHAT.markRead + CHAT.typing + CHAT.pings;

/** Runs of fan-out: each message, each read mark, the chat as viewed, and four of presence. */
export const BATCHES = MESSAGES + CHAT.markRead + 1 + 4;

/** How often each access of `docs/access-patterns.md` happens in the chat. */
export const ACCESSES: Readonly<Record<string, number>> = {
  'let in a new visitor': 1,
  'leave a contact': 1,
  'open a connection': 1,
  'close a connection': 1,
  'know a connection': COMMANDS,
  'subscribe to a chat': 2,
  'unsubscribe from a chat': 1,
  // The user and the teammate open the chat (H1, H7), and each subscription looks at it.
  'look at a chat': 4 + CHAT.adminMessages,
  'newest 50 messages': 2,
  'is an admin online': 2,
  'send the first message': 1,
  'send a message': CHAT.userMessages - 1,
  'answer as an admin': CHAT.adminMessages,
  'mark one message read': CHAT.markRead,
  'mark viewed': 1,
  'announce typing': CHAT.typing,
  'followers of a chat': CHAT.typing + BATCHES,
  'followers of the admin channel': BATCHES,
};

/** WebSocket messages of the chat, as API Gateway counts them: both directions, both sides. */
export const SOCKET_MESSAGES = {
  commands: COMMANDS,
  // `mark_read` and `typing` have no reply (SPEC, W).
  replies: COMMANDS - CHAT.markRead - CHAT.typing,
  // A message and a read mark go to both sides, typing to the other one.
  pushes: 2 * MESSAGES + 2 * CHAT.markRead + CHAT.typing,
  // The chat as viewed; who is there, when the two come and go.
  others: 6,
} as const;
