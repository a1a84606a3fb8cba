import { readAccessUnits } from './access-units.ts';
import type { Usage } from './prices.ts';

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

const MESSAGES = CHAT.userMessages + CHAT.adminMessages;

/** How often each access of `docs/access-patterns.md` happens in the chat. */
export const ACCESSES: Readonly<Record<string, number>> = {
  'let in a new visitor': 1,
  'leave a contact': 1,
  'open a connection': 1,
  'close a connection': 1,
  'know a connection': commands(),
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
  'followers of a chat': CHAT.typing + batches(),
  'followers of the admin channel': batches(),
};

/** WebSocket messages of the chat, as API Gateway counts them: both directions, both sides. */
export const SOCKET_MESSAGES = {
  commands: commands(),
  // `mark_read` and `typing` have no reply (SPEC, W).
  replies: commands() - CHAT.markRead - CHAT.typing,
  // A message and a read mark go to both sides, typing to the other one.
  pushes: 2 * MESSAGES + 2 * CHAT.markRead + CHAT.typing,
  // The chat as viewed; who is there, when the two come and go.
  others: 6,
} as const;

/** Assumed, not measured: generous for functions of this size. A run begins cold once per chat. */
const BILLED = {
  /** Milliseconds of one request or command, at 512 MB. */
  requestMs: 60,
  /** Milliseconds of one batch, at 1,769 MB. */
  fanOutMs: 50,
  coldStartMs: 600,
} as const;
const SMALL_GB = 512 / 1_024;
const FAN_OUT_GB = 1_769 / 1_024;

const HTTP_REQUESTS = 5;
const WIDGET_FILES = 5;
/** Everything of a live chat (SPEC, U15), and one frame. */
const WIDGET_BYTES = 30_000;
const FRAME_BYTES = 600;
const LOADER_BYTES = 2_500;
/** The items of a chat with ten messages, and its summary and search entries once more in the index. */
const CHAT_BYTES = 8_000;
const LOG_LINE_BYTES = 600;

/** One chat, no email sent: the user has read every reply by the time its schedule runs. */
export function chatUsage(): Usage {
  const units = accessUnits();
  const { commands, replies, pushes, others } = SOCKET_MESSAGES;
  const frames = commands + replies + pushes + others;
  // Commands, the handshake and its end; HTTP; one run for each schedule.
  const requests = commands + 2 + HTTP_REQUESTS + CHAT.adminMessages;
  const smallMs = requests * BILLED.requestMs + 3 * BILLED.coldStartMs;
  const fanOutMs = batches() * BILLED.fanOutMs + BILLED.coldStartMs;
  const edgeRequests = WIDGET_FILES + HTTP_REQUESTS + 1;
  return {
    writes: units.write,
    reads: units.read,
    storedBytes: CHAT_BYTES,
    recoverableBytes: CHAT_BYTES,
    socketMessages: frames,
    connectionMinutes: CHAT.minutes,
    httpRequests: HTTP_REQUESTS,
    invocations: requests + batches(),
    gigabyteSeconds: (smallMs * SMALL_GB + fanOutMs * FAN_OUT_GB) / 1_000,
    schedules: CHAT.adminMessages,
    edgeRequests,
    edgeBytes: WIDGET_BYTES + frames * FRAME_BYTES,
    edgeFunctions: edgeRequests,
    // Each HTTP request; each message's command and push, and the run of its email (SPEC, O3).
    loggedBytes: (HTTP_REQUESTS + 2 * MESSAGES + CHAT.adminMessages) * LOG_LINE_BYTES,
  };
}

/** What one reply email adds, when the user has left. */
export function emailUsage(): Usage {
  const accesses = ['may an address be written to', 'lock and complete an email'];
  const named = 'an email to an address that a visitor named';
  const units = sumOf(Object.fromEntries([...accesses, named].map((name) => [name, 1])));
  return { writes: units.write, reads: units.read, emails: 1 };
}

/** Somebody looks at a page with the button and never opens the chat. */
export const PAGE_VIEW: Usage = { edgeRequests: 1, edgeFunctions: 1, edgeBytes: LOADER_BYTES };

/** A teammate's dashboard, open for eight hours on 22 days. */
export function teammateUsage(): Usage {
  const minutes = 8 * 60 * 22;
  // Clients ping every 4 minutes (SPEC, W11).
  const pings = minutes / 4;
  return {
    reads: pings * accessOf('know a connection').read,
    connectionMinutes: minutes,
    socketMessages: 2 * pings,
    invocations: pings,
    gigabyteSeconds: (pings * BILLED.requestMs * SMALL_GB) / 1_000,
  };
}

/** A month in which nobody does anything. The test of `docs/cost.md` counts them in the template. */
export const IDLE_MONTH: Usage = {
  siteBytes: 3_000_000,
  alarms: 5,
  metricsDashboards: 1,
  secrets: 1,
};

function commands(): number {
  // Both subscribe, the teammate unsubscribes when they go on to the next chat.
  return 3 + CHAT.userMessages + CHAT.adminMessages + CHAT.markRead + CHAT.typing + CHAT.pings;
}

/** Runs of fan-out: each message, each read mark, the chat as viewed, and four of who comes and goes. */
function batches(): number {
  return CHAT.userMessages + CHAT.adminMessages + CHAT.markRead + 1 + 4;
}

/** DynamoDB units of the chat. */
function accessUnits() {
  const { read, write } = sumOf(ACCESSES);
  // AWS bills one more where a message moves its chat within the index (docs/access-patterns.md).
  return { read, write: write + MESSAGES - 1 };
}

function sumOf(accesses: Readonly<Record<string, number>>) {
  const sum = { read: 0, write: 0 };
  for (const [name, times] of Object.entries(accesses)) {
    const { read, write } = accessOf(name);
    sum.read += times * read;
    sum.write += times * write;
  }
  return sum;
}

function accessOf(name: string) {
  const units = readAccessUnits()[name];
  if (!units) throw new Error(`docs/access-patterns.md has no access "${name}"`);
  return units;
}
