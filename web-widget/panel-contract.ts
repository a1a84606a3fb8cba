import type { Message } from '../protocol/index.ts';

/**
 * What the page hands to `identify`: a token signed by its server, or a function that fetches one
 * whenever the last has run out. `null` from the function means that nobody is signed in.
 */
export type TokenSource = string | (() => MaybeToken | Promise<MaybeToken>);
type MaybeToken = string | null | undefined;

/** What the page can listen to with `SupportChat('on', name, listener)`. */
export type WidgetEvents = {
  ready: undefined;
  open: undefined;
  close: undefined;
  /** A message of an admin arrived. */
  message: Message;
  /** How many messages of admins are unread. */
  unread: number;
  error: { code: string };
};

export type Emit = <Name extends keyof WidgetEvents>(
  name: Name,
  detail: WidgetEvents[Name],
) => void;

/** What the loader offers to the panel. */
export type PanelHost = {
  /** The chat's own address, without a slash at the end. */
  readonly origin: string;
  readonly root: ShadowRoot;
  readonly emit: Emit;
  /** Shows the number on the button; 0 takes the badge away. */
  setUnread(count: number): void;
  /** Closes the panel and gives the focus back to the button. */
  close(): void;
};

/** What happened on the page before the panel's code was there. */
export type PanelStart = {
  readonly isOpen: boolean;
  readonly tokenSource: TokenSource | undefined;
  /** The visitor's token that a link in an email carried. */
  readonly visitorToken: string | undefined;
};

/** The running panel, as the loader drives it. */
export type PanelHandle = {
  setOpen(isOpen: boolean): void;
  identify(source: TokenSource): void;
  /** Continues the chat of the visitor whom this token names. */
  continueVisitor(token: string): void;
  /** Forgets who uses this browser; everything stored by the chat is gone. */
  logout(): void;
  destroy(): void;
};

export type StartPanel = (host: PanelHost, start: PanelStart) => PanelHandle;
