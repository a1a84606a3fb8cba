import { unitsOf } from './access-units.ts';
import { ACCESSES, BATCHES, CHAT, MESSAGES, SOCKET_MESSAGES } from './chat-counts.ts';
import type { Usage } from './prices.ts';

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
  const units = unitsOf(ACCESSES);
  const { commands, replies, pushes, others } = SOCKET_MESSAGES;
  const frames = commands + replies + pushes + others;
  // Commands, the handshake and its end; HTTP; one run for each schedule.
  const requests = commands + 2 + HTTP_REQUESTS + CHAT.adminMessages;
  const smallMs = requests * BILLED.requestMs + 3 * BILLED.coldStartMs;
  const fanOutMs = BATCHES * BILLED.fanOutMs + BILLED.coldStartMs;
  const edgeRequests = WIDGET_FILES + HTTP_REQUESTS + 1;
  return {
    // AWS bills one more where a message moves its chat within the index (docs/access-patterns.md).
    writes: units.write + MESSAGES - 1,
    reads: units.read,
    storedBytes: CHAT_BYTES,
    recoverableBytes: CHAT_BYTES,
    socketMessages: frames,
    connectionMinutes: CHAT.minutes,
    httpRequests: HTTP_REQUESTS,
    invocations: requests + BATCHES,
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
  const units = unitsOf(Object.fromEntries([...accesses, named].map((name) => [name, 1])));
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
    reads: unitsOf({ 'know a connection': pings }).read,
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
