/** A file of tests, and the beginning of a name in it: of a test, or of a block for all of its tests. */
type Proof = readonly [file: string, name: string];

/** A passage of a rule, word for word, and the tests that prove it. */
export type Passage = { readonly text: string; readonly by: readonly Proof[] };

const proved = (text: string, ...by: Proof[]): Passage => ({ text, by });

/** What a rule says of something that is still to come, under that mark. */
const planned = (text: string): Passage => ({ text, by: [] });

const UNREACHABLE = 'browser/unreachable.test.ts';
const LIMITS = 'journeys/rate-limits.test.ts';
const CLIENT_LIMITS = 'web-client/rate-limits.test.ts';
const UNCONFIRMED = 'functions/reply-email/unconfirmed-emails.test.ts';
const EMAIL = 'functions/reply-email/send-reply-email.test.ts';
const FAN_OUT = 'functions/fan-out/fan-out.test.ts';
const POSTS = 'functions/clients/connections.test.ts';
const ERASING = 'functions/data/erase-chat.test.ts';
const LINK = 'web-client/connection-manager.test.ts';
const FULL_SCREEN = 'browser/full-screen.test.ts';
const VISITORS = 'functions/http-api/create-visitor.test.ts';
const MESSAGE_LIMITS = 'functions/data/message-limits.test.ts';

/**
 * Rules that many tests prove together, passage by passage. The passages of a rule are its whole text,
 * so a change of a rule also says here what proves it.
 */
export const RULE_PROOFS: Readonly<Record<string, readonly Passage[]>> = {
  D4: [
    proved(
      "A message and its chat's summary (count, preview, last sender, last time, `updated_at`) change in one transaction: no reader ever sees one without the other.",
      ['functions/data/send-message.test.ts', '[D4] the chat’s summary'],
    ),
    proved(
      'In one response (H1, H7, and each page of H10) the summary, its messages and their `read_at` are of one moment, that of the summary',
      ['functions/data/chat-view.test.ts', '[D4] a chat and its newest messages are of one moment'],
      [
        'functions/http-api/export-chat.test.ts',
        'the messages of an export page agree with its summary, whatever happens meanwhile',
      ],
    ),
    proved(
      "only later pages of an export (H10) may hold newer messages than its first page's summary.",
      [
        'functions/http-api/export-chat.test.ts',
        'the messages of an export page agree with its summary, whatever happens meanwhile',
      ],
    ),
  ],
  D11: [
    proved(
      'Retention is a deploy setting (days, off by default) carried out by TTL.',
      ['lib/settings.test.ts', '[O1] %s = %j is refused in one sentence'],
      ['lib/chat-function.test.ts', 'the HTTP function knows the settings'],
      ['functions/domain/retention.test.ts', '[D11] without retention nothing expires'],
      ['journeys/retention.test.ts', '[D11] dashboards are notified when TTL deletes a chat'],
    ),
    proved(
      'One admin call erases a user: chat, messages, connections, pending emails.',
      ['journeys/erase.test.ts', '[D11, H10] a user who is erased'],
      ['functions/data/erase-chat.test.ts', '[D11] erasing a user'],
      ['functions/clients/reply-email-schedules.test.ts', '[D11] the schedule of an erased'],
      ['web-admin/features/person/create-erasure.test.ts', '[A8, D11] an erasure'],
    ),
    proved('One admin call exports a chat as JSON.', [
      'journeys/export.test.ts',
      '[D11, H10] an export holds the chat',
    ]),
    proved(
      'Messages sent during an erasure are erased with the rest; messages sent afterwards start a new chat.',
      [ERASING, 'also erases what is sent while it runs'],
      [ERASING, 'lets a later message begin a new chat'],
      [ERASING, 'wins against a user who keeps writing, and loses nothing that is sent afterwards'],
    ),
    proved(
      'An erasure that was cut short leaves a chat that is still listed, and can be repeated.',
      [
        ERASING,
        'can be repeated after an interruption anywhere, and shows in the inbox until everything is gone',
      ],
      [ERASING, 'continues where its time was over, even after 10,000 messages'],
    ),
    proved(
      'With retention of N days a message expires N days after it was sent, at the end of that day (UTC), and a chat expires with its last message: a long chat then begins with a later `seq` than 1.',
      [
        'functions/domain/retention.test.ts',
        '[D11] an item expires at the end of the day, the given number of days later',
      ],
      ['functions/data/retention.test.ts', '[D11] with retention'],
      [
        'journeys/retention.test.ts',
        '[D11] a chat is deleted after so many days, and is shown to nobody from then on',
      ],
    ),
    proved(
      'Expired messages are never shown, though TTL may take days to delete them.',
      ['functions/domain/retention.test.ts', '[D11] what expires now has expired'],
      [
        'functions/data/retention.test.ts',
        'expired items are not shown, although they still exist',
      ],
      [
        'journeys/retention.test.ts',
        '[D11] a user who comes back starts a new chat, and everybody is notified of it',
      ],
    ),
    proved('The wish of an address to get no email outlives its user, as a hash.', [
      ERASING,
      'keeps their wish to get no emails, as a hash',
    ]),
    proved(
      'An erased chat disappears from every screen that shows it; when its user writes again, the new chat takes its place.',
      [FAN_OUT, '[D11] an erased chat'],
      [
        'browser/replying.test.ts',
        '[D11] a chat that a colleague erases while it is open says so, and continues when its user writes again',
      ],
      [
        'browser/person.test.ts',
        '[A8, D11] an erased user leaves no trace, on any screen or in the table',
      ],
      ['web-client/admin-chat.test.ts', '[D11] a chat erased while it is open'],
      ['web-client/admin-chat.test.ts', '[D11] an erasing that was missed'],
      ['web-client/admin-chat.test.ts', '[D11] a user who writes again after an erasing'],
      ['web-client/chat.test.ts', '[D11] a chat that was erased and started again'],
      ['web-client/inbox-rows.test.ts', '[D11] an erased chat goes'],
      ['web-client/inbox.test.ts', '[D11] an erased chat leaves the list'],
    ),
  ],
  E2: [
    proved(
      'When it fires, the job reads the chat afresh and sends nothing if the message has been read, the user has no address or unsubscribed',
      [EMAIL, '[E2] nothing is sent when the message'],
    ),
    proved('the address has reached `unconfirmedEmails` (S4)', [
      UNCONFIRMED,
      'thirty visitors with the same address cause three emails, and admins see which were skipped',
    ]),
    proved('or an earlier email covered it.', [EMAIL, '[E3] one email']),
    proved('Archiving does not stop the email: admins reply and archive in one step.', [
      EMAIL,
      'an email is sent even if the chat was archived: staff reply and archive in one move',
    ]),
    proved(
      'Admins see why an email was skipped: `email_skipped` in ListItem is `"unconfirmed"`, `"unsubscribed"` or null; it is null again once an email is sent or an admin writes.',
      [EMAIL, 'a skipped email'],
      [
        UNCONFIRMED,
        'thirty visitors with the same address cause three emails, and admins see which were skipped',
      ],
    ),
    planned('`"bounced"` **(planned)**: bounces that SES handles are not reported yet.'),
  ],
  O9: [
    proved(
      'Synthesis stops with a sentence that says what to set, unless the settings name hosts that others can reach',
      ['lib/settings.test.ts', '[O9] a deployment names hosts that others can reach'],
      ['lib/synth.test.ts', '[O9] settings as they come with the code stop the synthesis'],
      ['lib/synth.test.ts', '[O9] real ones do not'],
    ),
    proved('or `-c supportChat.local=true` is given, as `npm start` and the tests do.', [
      'lib/synth.test.ts',
      '[S5] the stack passes cdk-nag',
    ]),
  ],
  S4: [
    proved(
      'The setting `limits` has these members, each a whole number or `off`:',
      ['lib/settings.test.ts', '[O1] each limit may be another or off'],
      ['lib/settings.test.ts', '[O1] %s = %j is refused in one sentence'],
    ),
    proved(
      '`userMessagesPer30s` (20), the messages of one user within 30 seconds;',
      [
        MESSAGE_LIMITS,
        'a user may send 20 messages in 30 seconds, and learns when they may continue',
      ],
      [MESSAGE_LIMITS, 'of many messages at once, at most 20 are stored'],
      [LIMITS, '[S4] a user who sends too much'],
    ),
    proved('`adminMessagesPer30s` (60), the messages of one admin in one chat within 30 seconds;', [
      MESSAGE_LIMITS,
      'each admin may send 60 messages in a chat, whatever others send',
    ]),
    proved(
      '`visitorsPerHour` (60), new visitors (H5) from one IPv4 address or IPv6 /64, a bucket of 60 that refills by one each minute (renewing a token does not count);',
      [VISITORS, 'an address has a bucket of 60 visitors, refilled by one per minute'],
      [VISITORS, 'the addresses of one IPv6 /64 share a bucket, another /64 has its own'],
      [VISITORS, 'a visitor who renews their token does not count'],
      [LIMITS, '[S4] somebody who makes visitors'],
    ),
    proved(
      '`unconfirmedEmails` (3), emails in 24 hours to one address over all visitors who entered it (beyond it: E2, `unconfirmed`);',
      [
        UNCONFIRMED,
        'thirty visitors with the same address cause three emails, and admins see which were skipped',
      ],
      [UNCONFIRMED, 'a day later there are three more'],
      [LIMITS, '[S4] an address that thirty visitors name gets three emails'],
    ),
    proved(
      "`commandsPerSecond` (10), the commands of one connection, counted per execution environment, with bursts of three seconds' worth (30); at ten times that the connection is closed.",
      [
        'functions/domain/command-rate.test.ts',
        '30 commands at once are allowed, and then 10 per second',
      ],
      ['functions/domain/command-rate.test.ts', 'each connection has its own rate'],
      ['functions/socket/run-command.test.ts', 'a connection that sends too many commands'],
      [LIMITS, '[S4] a connection that says too much'],
    ),
    proved(
      "An address is confirmed for a year when a ticket that was sent to it is accepted (S8, a POST), and in a signed-in user's chat by their token; a GET confirms nothing.",
      [
        UNCONFIRMED,
        'accepting the ticket of a link confirms the address; following the link or asking does not',
      ],
      [UNCONFIRMED, 'a signed-in user, whose address comes from the company, gets every email'],
    ),
    proved(
      'The 30 seconds begin with a message and count HTTP and the socket together. Beyond a limit the request gets status 429, code `rate_limited` and `Retry-After` in seconds, and the command `error rate_limited` with `retry_after`.',
      [LIMITS, '[S4] a user who sends too much'],
      [LIMITS, '[S4] a connection that says too much'],
      [LIMITS, '[S4] somebody who makes visitors'],
      [
        MESSAGE_LIMITS,
        'a user may send 20 messages in 30 seconds, and learns when they may continue',
      ],
    ),
    proved(
      'A repeated message (D5) gets the stored one, whatever the limit.',
      [LIMITS, '[S4] a user who sends too much'],
      [MESSAGE_LIMITS, 'a stored message is returned, even over the limit'],
    ),
    proved(
      'Clients wait that long and send again by themselves, in order; widget and dashboard say so in a sentence, and no limit loses a typed message.',
      [CLIENT_LIMITS, 'messages beyond the limit wait as long as the server says'],
      [CLIENT_LIMITS, 'a reload meanwhile loses nothing and doubles nothing'],
      ['browser/rate-limits.test.ts', 'a visitor who writes too fast is told so'],
      ['browser/rate-limits.test.ts', 'an admin who replies too fast is told so'],
      [
        'browser/rate-limits.test.ts',
        'a visitor over the limit of new visitors is told so, and can write later',
      ],
    ),
    proved(
      'The gateway\'s own 429 has no error body, and its socket throttle is a frame without `type` (`{"message": "Too Many Requests" | "Internal server error", connectionId, requestId}`): clients treat both as `rate_limited` with a wait of one second.',
      ['web-client/request.test.ts', 'what the gateway had no room for is sent again'],
      [
        'protocol/frames.test.ts',
        "the gateway's throttle as `rate_limited`, and no other frame of it",
      ],
      [CLIENT_LIMITS, 'a message that the gateway answers with %s'],
    ),
  ],
  S7: [
    proved(
      "A connection ends with its token, or with the gateway's two hours, whichever comes first.",
      ['functions/data/subscriptions.test.ts', '[W7] counts no more once %s have passed'],
      ['local/socket-gateway/socket-api.test.ts', '[W11] a connection that is too %s is closed'],
    ),
    proved(
      'From then on nothing is pushed to it, its commands get `error unauthorized`, and it makes nobody count as online.',
      [FAN_OUT, '[S7] a connection whose token has ended'],
      ['journeys/ended-tokens.test.ts', 'a connection of a $kind gets nothing after its token'],
      [
        'journeys/ended-tokens.test.ts',
        '[S7] a user whose only connection has ended is not online',
      ],
    ),
    proved('A right that the issuer has withdrawn ends with the token.', [
      'journeys/ended-tokens.test.ts',
      'a connection of a $kind gets nothing after its token',
    ]),
  ],
  U7: [
    proved('Offline: a banner in the panel, sending queues;', [
      'browser/visitor-day.test.ts',
      '[U7] offline the panel says so and messages wait',
    ]),
    proved(
      'while no socket can be opened, polls every 5 s (H2) and sends by H3.',
      ['web-client/chat.test.ts', '[U7] without a socket it polls every 5 s and sends by HTTP'],
      ['browser/bad-network.test.ts', '[U7] sockets that it will %s'],
    ),
    proved('The dot is green only while messages can be delivered;', [
      UNREACHABLE,
      '[U7] a panel that cannot send says so within 10 s, and tells the page why',
    ]),
    proved('before there is a connection, opening requests H11 once.', [
      UNREACHABLE,
      '[U7] before there is a connection, each opening asks once',
    ]),
    proved(
      'If nothing can be sent, the panel says "Cannot reach the chat" with a grey dot within 10 s',
      [UNREACHABLE, '[U7] a panel that cannot send says so within 10 s, and tells the page why'],
    ),
    proved('(where the browser knows that it is offline: "You are offline"),', [
      'browser/visitor-day.test.ts',
      '[U7] offline the panel says so and messages wait',
    ]),
    proved(
      'and the page gets the event `error { code: "unreachable", reason }`: `csp` after a `securitypolicyviolation` for the chat, `sandbox` when the page\'s `origin` is `"null"`, `origin` when the server responds, but not to this page, else `network`. It retries by itself and recovers without a reload.',
      [UNREACHABLE, '[U7] a panel that cannot send says so within 10 s, and tells the page why'],
    ),
  ],
  U10: [
    proved(
      'WCAG 2.2 AA: a real button, a labelled dialog, focus moves in and back, Escape closes,',
      ['browser/access.test.ts', '[U10] the widget is opened, written in, and left'],
      ['browser/embedding.test.ts', '[U10] opened while open it takes the focus'],
    ),
    proved(
      'while the panel covers the screen the focus stays inside and the page behind is inert,',
      [FULL_SCREEN, 'while the panel covers the screen, Tab stays inside'],
    ),
    proved('`role="log"` polite, visible focus,', [
      FULL_SCREEN,
      'every element shows that it has the keyboard focus',
    ]),
    proved(
      'contrast,',
      ['browser/panel-colours.test.ts', '[U10, U13] every text is read on any primary colour'],
      ['browser/panel-colours.test.ts', '[U10] bubbles and the send button have an outline'],
    ),
    proved('reduced motion;', [
      'browser/panel-look.test.ts',
      '[U10] motion that is asked for as "%s" is "%s"',
    ]),
    proved(
      'axe finds nothing.',
      ['browser/access.test.ts', '[U10, A6] axe finds nothing, %s:'],
      ['browser/visitor-day.test.ts', '[U10] by keyboard alone, and axe finds nothing'],
    ),
  ],
  W7: [
    proved('A post waits at most 1 s. A 429 is retried up to twice within 500 ms.', [
      POSTS,
      '[W7] a post',
    ]),
    proved(
      'After that, or on 410 or a time-out, only that connection is closed (`DELETE @connections`) and removed with its subscriptions;',
      [FAN_OUT, '[W7] a connection'],
      [POSTS, 'closing a connection'],
      ['functions/data/subscriptions.test.ts', '[W7] ends with its connection, in every channel'],
    ),
    proved(
      'its client reconnects and catches up, and the other connections do not wait.',
      ['journeys/lost-connections.test.ts', '[W7] a socket that vanished is removed'],
      ['web-client/chat.test.ts', '[W6] what was written while the link was down is fetched'],
    ),
    proved(
      'If more than 20 % and at least 10 connections of one batch get 429 or no answer, or on 403, 5xx or a table error, nobody is closed and the record is retried, in order;',
      [FAN_OUT, '[W7] a connection'],
      [
        FAN_OUT,
        'only the record of a chat whose subscribers cannot be read is retried, with its email',
      ],
      ['lib/fan-out.test.ts', '[W6] a shard is read in one order'],
    ),
    proved(
      'in the end it goes to a failure queue with an alarm.',
      ['local/streams/streams.test.ts', '[W7] a poison record is parted from the others'],
      ['lib/fan-out.test.ts', '[W7] a record that fails is retried'],
      ['lib/fan-out.test.ts', '[W7] an alarm goes off'],
    ),
    proved(
      'Connection items expire by TTL.',
      ['functions/data/subscriptions.test.ts', '[W7] counts no more once %s have passed'],
      ['lib/table.test.ts', '[D10] one table, paid per request, with recovery, expiry'],
    ),
  ],
  W11: [
    proved(
      'Clients ping every 4 minutes (idle limit 10),',
      [LINK, '[W11] it pings every 4 minutes'],
      ['local/socket-gateway/socket-api.test.ts', '[W11] a connection that is too %s is closed'],
    ),
    proved(
      'reconnect with full-jitter backoff (1 s … 30 s),',
      ['web-client/backoff.test.ts', '[W11] a pause is anywhere below a ceiling that doubles'],
      ['web-client/backoff.test.ts', '[W11] the jitter is full'],
    ),
    proved(
      'and renew by themselves before the 2-hour limit and before their token ends (S7), without a gap: the next connection is subscribed before the old one closes, so a push may arrive on both.',
      [LINK, '[W11] renewal leaves no gap'],
      [LINK, '[W11] no socket lives for two hours'],
      ['web-client/token-end.test.ts', '[W11] a token that ends before the connection would'],
      ['browser/short-tokens.test.ts', '[W11] the token ends before the connection would:'],
    ),
  ],
};
