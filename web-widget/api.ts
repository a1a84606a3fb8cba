import type { WidgetOptions } from '../protocol/widget-options.ts';

export type { WidgetOptions };

/**
 * A token signed by the company's server, or a function that fetches one whenever the last has run
 * out. `null` from the function means that nobody is signed in.
 */
export type TokenSource = string | (() => MaybeToken | Promise<MaybeToken>);
type MaybeToken = string | null | undefined;

/** What a person wrote. */
export type ChatMessage = {
  readonly id: string;
  readonly chat_id: string;
  readonly seq: number;
  readonly content: string;
  readonly sender_type: 'user' | 'admin';
  readonly sender_name: string;
  readonly client_id: string;
  readonly read_at: string | null;
  readonly created_at: string;
  /** Set on a message of a conversation that was added to the user's account. */
  readonly joined?: true | undefined;
};

/** What the page can listen to with `SupportChat('on', name, listener)`. */
export type WidgetEvents = {
  ready: undefined;
  open: undefined;
  close: undefined;
  /** A message of an admin arrived. */
  message: ChatMessage;
  /** How many messages of admins are unread. */
  unread: number;
  /**
   * Something that the page should know, as its console tells too: `unknown_command`,
   * `unknown_event`, `invalid_option`, `invalid_token`, `load_failed`, `identity_failed`, and
   * `unreachable`, which alone has a reason.
   */
  error: { code: string; reason?: UnreachableReason };
};

/**
 * Why nothing can be sent from this page.
 * - `origin`: the deployment does not allow this site
 * - `csp`: the page's content security policy forbids requests to the chat
 * - `sandbox`: the page is in a frame without an origin
 * - `network`: no response came
 */
export type UnreachableReason = 'origin' | 'csp' | 'sandbox' | 'network';

/** The page's handle on the widget, before it has loaded as after. */
export type SupportChat = {
  /** Opens the panel. The text is put into the box, unless the user has begun to write there. */
  (command: 'open', request?: { readonly text?: string }): void;
  (command: 'close' | 'toggle' | 'show' | 'hide' | 'logout' | 'destroy'): void;
  /** Says who is there. */
  (command: 'identify', source: TokenSource): void;
  (command: 'set', options: WidgetOptions): void;
  /** Calls the listener on every such event until the result is called. */
  <Name extends keyof WidgetEvents>(
    command: 'on',
    event: Name,
    listener: (detail: WidgetEvents[Name]) => void,
  ): () => void;
};
