import { type Accessor, type Component, createSignal } from 'solid-js';
import type { Message } from '../../protocol/index.ts';
import type { UnsentMessage } from '../../web-client/unsent-store.ts';
import type { TokenSource } from '../api.ts';
import { findIdentity, type Identity, VISITOR_SCOPE, VISITOR_TOKEN_KEY } from './identity.ts';
import type { LiveChat, LiveCode } from './live-chat.ts';
import { lendStorage, SESSION_KEY, type WidgetStorage } from './storage.ts';
import { readClaims } from './token-claims.ts';
import { keepUnsent, newUnsent } from './unsent-messages.ts';

/** Why there is no chat although one was asked for. */
export type Problem = 'identity_failed' | 'load_failed';

/** Who is there and, once there is something to show or to send, their live chat. */
export type Session = {
  /** Undefined until it is known who writes, and where nobody may. */
  readonly identity: Accessor<Identity | undefined>;
  /** Undefined for a visitor who has not written yet: the server has not heard of them. */
  readonly live: Accessor<LiveChat | undefined>;
  /** Whether a live chat is on its way. */
  readonly isPreparing: Accessor<boolean>;
  readonly problem: Accessor<Problem | undefined>;
  /** Whether the deployment has no visitors and the page names nobody. */
  readonly mustSignIn: Accessor<boolean>;
  /** Finds out who is there, and goes live where that needs no new visitor. */
  wake(isAsked: boolean): void;
  /** Fetches the code that sending needs, while the first message is still being written. */
  warmUp(): void;
  /** Never waits: what no live chat can take yet is `waiting` for one. */
  send(content: string): void;
  /** What was written before there was a live chat to show and send it. */
  readonly waiting: Accessor<readonly UnsentMessage[]>;
  /** Changes when the text in the box belongs to a previous user. */
  readonly writer: Accessor<object>;
  /** Without a source nobody is signed in: then it is this browser's visitor. */
  identify(source: TokenSource | undefined): void;
  /** What somebody is asked above the text box, if anything. */
  readonly question: Accessor<Component | undefined>;
  ask(question?: () => Component): void;
  /** Makes what a newcomer writes wait until it is known in whose chat it belongs. */
  hold(until: Promise<unknown>): void;
  /** Opens the chat again with what is stored by now. What is being written stays. */
  reopen(): void;
  /** Drops an identity that the server refuses, and starts again. */
  startAgain(): void;
  logout(): void;
  /** For when another tab may have changed something: a chat may have begun there, or ended by `logout`. */
  noteOthers(removed?: string): void;
  end(): void;
};

export function createSession(options: {
  readonly origin: string;
  readonly storage: WidgetStorage;
  readonly tokenSource: TokenSource | undefined;
  readonly hasVisitors: boolean;
  importLive(): Promise<LiveCode>;
  onArrival(message: Message): void;
  onError(code: string): void;
}): Session {
  const { origin, storage, importLive } = options;
  const [identity, setIdentity] = createSignal<Identity>();
  const [live, setLive] = createSignal<LiveChat>();
  const [isPreparing, setIsPreparing] = createSignal(false);
  const [problem, setProblem] = createSignal<Problem>();
  const [mustSignIn, setMustSignIn] = createSignal(false);
  const [waiting, setWaiting] = createSignal<readonly UnsentMessage[]>([]);
  const [writer, setWriter] = createSignal({});
  const [question, ask] = createSignal<Component>();
  let { tokenSource } = options;
  /** Until a logout: what was begun before it and ends later must leave nothing behind. */
  let lent = lendStorage(storage);
  let isWanted = false;
  let isRemembered = false;
  /** Changes with the person: what was begun for the one before must not reach the next. */
  let era = {};
  let isConnecting = false;
  let held: Promise<unknown> | undefined;

  function wake(isAsked: boolean): void {
    isWanted ||= isAsked;
    // The page's server is not asked for a token before there is a use for one.
    if (!isWanted && !storage.get(SESSION_KEY)) return;
    const known = identity();
    if (known) goLive(known);
    else if (!isPreparing()) void find();
  }

  async function find(): Promise<void> {
    const mine = era;
    setIsPreparing(true);
    setProblem();
    const found = await findIdentity(tokenSource, lent).catch(() => undefined);
    if (era !== mine) return;
    setIsPreparing(false);
    if (!found) return fail('identity_failed');
    setMustSignIn(!options.hasVisitors && found.scope === VISITOR_SCOPE);
    if (mustSignIn()) return;
    setIdentity(found);
    if (waiting().length > 0) keep(found, waiting());
    goLive(found);
  }

  function goLive(who: Identity): void {
    const hasChat = storage.get(SESSION_KEY) === who.scope;
    if (hasChat) isRemembered = true;
    if (!live() && (hasChat || (isWanted && who.isKnown()))) connect(who);
  }

  function connect(who: Identity): void {
    if (isConnecting) return;
    isConnecting = true;
    void open(who, era);
  }

  async function open(who: Identity, mine: object): Promise<void> {
    setIsPreparing(true);
    setProblem();
    const code = await importLive().catch(() => undefined);
    if (!who.isKnown()) await held;
    if (era !== mine) return;
    setIsPreparing(false);
    if (!code) {
      isConnecting = false;
      return fail('load_failed');
    }
    const opened = code.createLiveChat({
      origin,
      identity: who,
      storage: lent,
      source: () => tokenSource,
      onOther: () => era === mine && restart(),
    });
    opened.chat.onArrival(options.onArrival);
    opened.chat.onChange(() => {
      if (opened.chat.snapshot().messages.length > 0) remember(who);
    });
    setLive(opened);
    // The chat has found them in the storage, and shows them from now on.
    setWaiting([]);
  }

  function send(content: string): void {
    const who = identity();
    const opened = live();
    if (who && opened) {
      remember(who);
      opened.chat.send(content);
      return;
    }
    const unsent = newUnsent(content);
    setWaiting([...waiting(), unsent]);
    if (who) {
      keep(who, [unsent]);
      connect(who);
    } else wake(true);
  }

  /** Puts messages where the live chat looks for them, in this page or in one that comes later. */
  function keep(who: Identity, messages: readonly UnsentMessage[]): void {
    remember(who);
    keepUnsent(lent, who.scope, messages);
  }

  function leaveNothingWritten(): void {
    setWaiting([]);
    setWriter({});
  }

  /** Once: what another tab removes by its `logout` must not come back. */
  function remember(who: Identity): void {
    if (isRemembered) return;
    isRemembered = true;
    storage.set(SESSION_KEY, who.scope);
  }

  function fail(code: Problem): void {
    setProblem(code);
    options.onError(code);
  }

  function hangUp(): void {
    era = {};
    live()?.end();
    isConnecting = false;
    isRemembered = false;
    setLive();
    setIsPreparing(false);
  }

  function end(): void {
    hangUp();
    const before = identity();
    // First, or the next text box would add the draft of the person before once more.
    setIdentity();
    // What was written before anybody was named belongs to the person who is named next.
    if (before) leaveNothingWritten();
    setProblem();
    setMustSignIn(false);
  }

  /** Whether it is just a fresh token of the user who is chatting: then nothing has to restart. */
  function isFresh(source: TokenSource | undefined): boolean {
    const isSame =
      typeof source === 'string' && `user:${readClaims(source)?.sub}` === identity()?.scope;
    return isSame && live()?.connectionState() === 'connected';
  }

  function restart(): void {
    end();
    wake(false);
  }

  function forget(): void {
    tokenSource = undefined;
    ask();
    leaveNothingWritten();
    lent.end();
    lent = lendStorage(storage);
    restart();
  }

  return {
    identity,
    live,
    isPreparing,
    problem,
    mustSignIn,
    wake,
    warmUp: () => void importLive().catch(() => undefined),
    send,
    waiting,
    writer,
    question,
    ask,
    hold(until) {
      held = until.catch(() => fail('load_failed'));
    },
    reopen() {
      hangUp();
      wake(true);
    },
    identify(source) {
      tokenSource = source;
      if (!isFresh(source)) restart();
    },
    startAgain() {
      if (identity()?.scope === VISITOR_SCOPE) lent.remove(VISITOR_TOKEN_KEY);
      restart();
    },
    logout() {
      // What ends now may still write something, such as a draft.
      end();
      storage.clear();
      forget();
    },
    noteOthers(removed) {
      const isGone = removed === SESSION_KEY || storage.get(SESSION_KEY) === null;
      if (isRemembered && isGone) forget();
      else wake(false);
    },
    end,
  };
}
