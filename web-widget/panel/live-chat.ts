import type { Accessor, Component } from 'solid-js';
import type { Chat, ChatSnapshot, ConnectionState } from '../../web-client/types.ts';
import type { SharedStorage } from '../../web-shared/shared-storage.ts';
import type { TokenSource } from '../api.ts';
import type { Identity } from './identity.ts';

/** A chat with its connection, as the screen shows them. */
export type LiveChat = {
  readonly chat: Chat;
  readonly view: ChatSnapshot;
  /** The key of the first message that came while the reader was away; undefined where there is none. */
  readonly firstNew: Accessor<string | undefined>;
  readonly connectionState: Accessor<ConnectionState>;
  /** Draws the messages. It is loaded with the chat, so that a panel without one stays small. */
  readonly MessageList: Component<{ live: LiveChat }>;
  /** The email address in a text; undefined if it is not one. */
  emailAddress(text: string): string | undefined;
  /** Turns the sound off and on. */
  readonly SoundSwitch: Component;
  /** Adds the conversation of a visitor to this user's own. Rejects with an `ApiError`. */
  join(visitorToken: string): Promise<void>;
  /** Closes the chat and its connection. */
  end(): void;
};

/** What a live chat needs to know of the person whose it is. */
export type LiveParts = {
  /** The chat's own address, without a slash at the end. */
  readonly origin: string;
  readonly identity: Identity;
  /** Everybody's; the chat keeps to the person's own part of it. */
  readonly storage: SharedStorage;
  /** What the page has said last of who is there. */
  source(): TokenSource | undefined;
  /** Called when another person uses the chat now: the page or another tab has changed it. */
  onOther(): void;
};

/** What is fetched once there is a chat, or a first message is being written. */
export type LiveCode = {
  /** Opens the connection and the user's chat over it. */
  createLiveChat(parts: LiveParts): LiveChat;
};
