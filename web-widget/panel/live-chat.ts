import type { Accessor, Component } from 'solid-js';
import type { Chat, ChatSnapshot, LinkState } from '../../web-client/types.ts';
import type { Identity } from './identity.ts';
import type { SharedStore } from './storage.ts';

/** A chat with its link, as the screen shows them. */
export type LiveChat = {
  readonly chat: Chat;
  readonly view: ChatSnapshot;
  readonly link: Accessor<LinkState>;
  /** Draws the messages. It comes with the chat, so that nobody pays for it who has none. */
  readonly MessageList: Component<{ live: LiveChat }>;
  /** Turns the sound off and on. */
  readonly SoundSwitch: Component;
  /** Closes the chat and its link. */
  end(): void;
};

/** What is fetched once there is a chat, or a first message is being written. */
export type LiveCode = {
  /** Opens the link and the user's chat over it. */
  createLiveChat(origin: string, identity: Identity, storage: SharedStore): LiveChat;
  /**
   * Makes an anonymous visitor and yields its token; with a visitor's token, a fresh one of the same
   * visitor. Throws `ApiError` with the answer's code.
   */
  createVisitor(origin: string, token: string | undefined): Promise<string>;
};
