/** Which sockets are open, and whether the timer runs. */
export type State =
  /** Not started: nothing is open, nothing runs. */
  | 'idle'
  /** The server does not accept the identity: nothing is open, nothing runs. */
  | 'refused'
  /** The server gives out no token for a while: the timer runs. */
  | 'limited'
  /** No socket: the timer runs until the next attempt. */
  | 'waiting'
  /** The first socket is being opened. */
  | 'connecting'
  /** One socket is open: the timer runs until its renewal. */
  | 'connected'
  /** One socket is open, and the next one is being opened. */
  | 'renewing'
  /** As `renewing`, but the open socket takes no more commands: its token has expired. */
  | 'replacing';

/** What can happen. */
export type EventType =
  | 'start'
  | 'stop'
  /** The page became visible, or the network came back. */
  | 'resume'
  | 'offline'
  /** The server refused an identity that had just been renewed. */
  | 'refused'
  /** The server gives out no token for some seconds. */
  | 'limited'
  | 'timer'
  | 'opened'
  /** A handshake failed, perhaps because of its token: browsers do not say why. */
  | 'suspected'
  /** A handshake failed, and a renewed token would not help. */
  | 'failed'
  /** The open socket ended. */
  | 'lost'
  /** The open socket ended, and the one before it, still open, takes its place again. */
  | 'fellBack'
  /** The server refused a command: the token of the open socket has expired. */
  | 'expired';

/** What a transition asks for; `createConnectionDriver` carries it out. */
export type Effect =
  | 'listen'
  | 'unlisten'
  | 'close'
  | 'open'
  | 'openRenewed'
  | 'openNext'
  | 'probe'
  | 'wait'
  | 'renewLater'
  | 'renewSoon';

/** The next state and what to do; undefined where an event changes nothing. */
export type Transition = readonly [next: State, ...effects: Effect[]] | undefined;

const START: Transition = ['connecting', 'listen', 'open'];
const STOP: Transition = ['idle', 'close', 'unlisten'];
const REFUSE: Transition = ['refused', 'close'];
const LIMIT: Transition = ['limited', 'close', 'wait'];
const WAIT: Transition = ['waiting', 'close', 'wait'];
const OPEN: Transition = ['connecting', 'open'];
const RENEWED: Transition = ['connecting', 'close', 'openRenewed'];
const LIVE: Transition = ['connected', 'renewLater'];
const KEEP: Transition = ['connected', 'renewSoon'];
const RENEW: Transition = ['renewing', 'openNext'];
const REPLACE: Transition = ['replacing', 'openRenewed'];
const PROBE: Transition = ['connected', 'probe'];
const PROBE_OLD: Transition = ['renewing', 'probe'];
const NEXT: Transition = ['connecting'];
const ENDED: Transition = ['replacing'];
const _ = undefined;

/** One event in every state. */
const row = (
  idle: Transition,
  refused: Transition,
  limited: Transition,
  waiting: Transition,
  connecting: Transition,
  connected: Transition,
  renewing: Transition,
  replacing: Transition,
): Readonly<Record<State, Transition>> => ({
  ...{ idle, refused, limited, waiting, connecting, connected, renewing, replacing },
});

/**
 * Every event in every state. A transition into another state cancels the timer, so that it never
 * fires in a state that did not set it.
 */
// biome-ignore format: this is a table
export const TRANSITIONS: Readonly<Record<EventType, Readonly<Record<State, Transition>>>> = {
  //              idle    refused  limited  waiting  connecting  connected  renewing   replacing
  start:     row( START,  _,       _,       _,       _,          _,         _,         _       ),
  stop:      row( _,      STOP,    STOP,    STOP,    STOP,       STOP,      STOP,      STOP    ),
  resume:    row( _,      RENEWED, _,       OPEN,    _,          PROBE,     PROBE_OLD, _       ),
  offline:   row( _,      _,       _,       WAIT,    WAIT,       WAIT,      WAIT,      WAIT    ),
  refused:   row( _,      _,       REFUSE,  REFUSE,  REFUSE,     REFUSE,    REFUSE,    REFUSE  ),
  limited:   row( _,      _,       LIMIT,   LIMIT,   LIMIT,      _,         _,         LIMIT   ),
  timer:     row( _,      _,       OPEN,    OPEN,    _,          RENEW,     _,         _       ),
  opened:    row( _,      _,       _,       _,       LIVE,       _,         LIVE,      LIVE    ),
  suspected: row( _,      _,       _,       _,       RENEWED,    _,         KEEP,      RENEWED ),
  failed:    row( _,      _,       _,       _,       WAIT,       _,         KEEP,      WAIT    ),
  lost:      row( _,      _,       _,       _,       _,          WAIT,      NEXT,      NEXT    ),
  fellBack:  row( _,      _,       _,       _,       _,          KEEP,      _,         _       ),
  expired:   row( _,      _,       _,       _,       _,          REPLACE,   ENDED,     _       ),
};
