import type {
  CannedReply,
  CannedReplyBody,
  ChatDetail,
  ChatExport,
  ChatPage,
  Erased,
  ErrorCode,
  ListItem,
  MarkedRead,
  Message,
  MessagePage,
  Page,
  Push,
  SenderType,
  SendMessageBody,
  SupportChat,
} from '../protocol/index.ts';

/**
 * The state of the connection to the server.
 * - `idle`: not started
 * - `connecting`: a socket is being opened
 * - `connected`: live
 * - `waiting`: the connection was lost and is tried again after a pause
 * - `polling`: the socket cannot be had; messages go and come by HTTP
 * - `limited`: the server takes nobody new from here for the moment, and is asked again by itself
 * - `offline`: the browser says that there is no network
 * - `refused`: the server does not accept the identity; only a new one helps
 */
export type ConnectionState =
  | 'idle'
  | 'connecting'
  | 'connected'
  | 'waiting'
  | 'polling'
  | 'limited'
  | 'offline'
  | 'refused';

/** A message as a screen shows it: committed ones in `seq` order, then the unsent in written order. */
export type ShownMessage = {
  /** Stable from the first keystroke to the end: the key of its element on screen. */
  readonly key: string;
  readonly client_id: string;
  readonly content: string;
  readonly sender_type: SenderType;
  readonly sender_name: string;
  /** ISO time: the server's once committed, the browser's before. */
  readonly created_at: string;
} & (
  | {
      readonly state: 'sent';
      readonly seq: number;
      readonly read_at: string | null;
      /** It comes from an anonymous conversation, and is older than its place says. */
      readonly joined?: true;
    }
  | { readonly state: 'pending' }
  | { readonly state: 'failed'; readonly code: ErrorCode }
);

export type ChatSnapshot = {
  /** `error` stays until a retry succeeds; messages already loaded stay visible. */
  readonly loading: 'loading' | 'loaded' | 'error';
  readonly messages: readonly ShownMessage[];
  /** Whether older messages can be loaded. */
  readonly has_more: boolean;
  readonly is_loading_older: boolean;
  /** The last try to load older messages failed. */
  readonly has_older_failed: boolean;
  /** Messages of the other side that this side has not read. */
  readonly unread_count: number;
  /** The other side has read up to this `seq`. */
  readonly seen_up_to: number;
  /** Names of others who are typing now. */
  readonly typing: readonly string[];
  /** More was written than the server takes at once: the rest is sent by itself in a while. */
  readonly is_limited: boolean;
  /** The chat of the user to whose account this one was added: it goes on there, and ends here. */
  readonly joined_into: string | null;
  readonly admins_online: boolean;
  /**
   * Where replies are emailed to, null while no address is known. What a visitor leaves stands here at
   * once, and again after a reload.
   */
  readonly user_email: string | null;
  /**
   * How far the address has come that was left here: `pending` ones wait for a way to the server,
   * `failed` ones were not taken and are gone.
   */
  readonly email_state: 'saved' | 'pending' | 'failed';
};

/** One chat, live: what the widget and the dashboard's chat page show. */
export type Chat = {
  snapshot(): ChatSnapshot;
  onChange(listener: () => void): () => void;
  /** Called once for each message of the other side that arrives while the page is open. */
  onArrival(listener: (message: Message) => void): () => void;
  /**
   * Shows the message as pending at once and sends it as soon as there is a connection. Blank text is
   * ignored. `settled` is told once, also after `close`, whether the server has stored it.
   */
  send(content: string, settled?: (isStored: boolean) => void): void;
  /** Sends a failed message again, under the same `client_id`. */
  retry(client_id: string): void;
  /** Permanently removes a failed message. */
  discard(client_id: string): void;
  /** Call when another tab may have discarded failed messages, or sent them: here they go too. */
  dropDiscarded(): void;
  /** Tells the server that everything shown has been read. Cheap to call often. */
  markRead(): void;
  loadOlder(): Promise<void>;
  /** Call on every keystroke; frames are limited to one a second and end by themselves. */
  setTyping(isTyping: boolean): void;
  /** A visitor's address for replies. It is saved as soon as there is a connection, over a reload too. */
  leaveEmail(email: string): void;
  /** Tries again at once after an error. */
  reload(): void;
  close(): void;
};

/** What an admin knows of a chat on top. */
export type AdminChatSnapshot = ChatSnapshot & {
  readonly user_online: boolean;
  /** Names of the other admins who have the chat open. */
  readonly viewers: readonly string[];
  /** The chat is gone with all that was in it, and its user has not begun a new one. */
  readonly is_erased: boolean;
};

/** A chat as the dashboard shows it. If its user writes again after an erasure, it continues here. */
export type AdminChat = Omit<Chat, 'snapshot'> & {
  snapshot(): AdminChatSnapshot;
  /** The response that the chat was loaded from; undefined before that, and once the chat was erased. */
  detail(): ChatDetail | undefined;
};

export type InboxSnapshot = {
  readonly loading: 'loading' | 'loaded' | 'error';
  /** Newest first. */
  readonly chats: readonly ListItem[];
  readonly has_more: boolean;
  readonly is_loading_more: boolean;
  /** There is a connection again, but what happened without it is not listed yet. */
  readonly is_catching_up: boolean;
  /** Of the chats that are loaded. */
  readonly unread_count: number;
};

/** One tab of the dashboard's list, live. */
export type Inbox = {
  /** A list or chat that did not change is the same object as before. */
  snapshot(): InboxSnapshot;
  /** A chat of the list. */
  chat(id: string): ListItem | undefined;
  onChange(listener: () => void): () => void;
  loadMore(): Promise<void>;
  reload(): void;
  /** Shows a chat as a response of the server has it, without waiting for the push. */
  put(chat: ListItem): void;
  close(): void;
};

/** The browser as the client sees it: everything that tests replace. */
export type Platform = {
  now(): number;
  /** A number in [0, 1). */
  random(): number;
  /** A text that is used for nothing else. */
  uuid(): string;
  /** Runs `fn` once after `ms`; the result cancels it. */
  after(ms: number, fn: () => void): () => void;
  fetch: typeof fetch;
  openSocket(url: string, protocols: string[], on: SocketListeners): SocketLike;
  /** Survives a reload where the browser allows it, else lives as long as the page. */
  storage: KeyValueStore;
  isOnline(): boolean;
  /** Fires on `online`, on `pageshow`, and when a hidden page becomes visible. */
  onResume(listener: () => void): () => void;
  onOffline(listener: () => void): () => void;
};

export type KeyValueStore = {
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
};

/** The part of the browser's WebSocket that the client uses. */
export type SocketLike = {
  send(text: string): void;
  close(code?: number): void;
};

export type SocketListeners = {
  open(): void;
  text(data: string): void;
  closed(): void;
};

export type ClientOptions = {
  /** The chat's own address, such as `https://chat.example.com`, without a slash at the end. */
  readonly origin: string;
  /**
   * Yields a token that is valid now. `renew` is set when the server refused the last one. Asked
   * again after an error, unless that is an `ApiError` `unauthorized` or `forbidden`: then the connection
   * is `refused`.
   */
  getToken(request: { renew: boolean }): Promise<string>;
  readonly platform: Platform;
  /**
   * Names the person where that is known before there is a token: under it is kept what they have
   * not sent yet. Else the first token names them, and nothing is kept before it.
   */
  readonly person?: string;
  /** Where the user writes from; sent along with messages. */
  page?(): Page;
};

/** The connection to the server, at rest until `start`. */
export type Client = {
  connectionState(): ConnectionState;
  onConnectionState(listener: (state: ConnectionState) => void): () => void;
  /** Opens the connection and keeps it until `stop`. Chats opened before wait for it. */
  start(): void;
  stop(): void;
};

/** The client of a user, for their own chat. Made by `createUserClient(options)`. */
export type UserClient = Client & {
  readonly api: UserApi;
  openChat(): Chat;
};

/**
 * The client of the dashboard. Made by `createAdminClient(options)`, a function of its own so that
 * the widget does not carry it.
 */
export type AdminClient = Client & {
  readonly api: AdminApi;
  openChat(chat_id: string): AdminChat;
  /** One tab of the inbox, or what a search finds. */
  openInbox(filter: { archived: boolean; q?: string }): Inbox;
  /** Called once for each user message that arrives. */
  onUserMessage(listener: (push: UserMessagePush) => void): () => void;
  /** Called with the id of each chat that was erased or has ended. */
  onChatErased(listener: (chat_id: string) => void): () => void;
};

export type UserMessagePush = Extract<Push, { type: 'new_user_message' }>;

/** The HTTP API for a user, typed. Each call throws `ApiError` with the code of the response. */
export type UserApi = {
  loadChat(): Promise<SupportChat>;
  listMessages(query: MessageRange): Promise<MessagePage>;
  sendMessage(body: SendMessageBody): Promise<Message>;
  markRead(up_to?: number): Promise<MarkedRead>;
  putContact(contact: { email: string; name?: string }): Promise<void>;
  /**
   * Adds the conversation that the same person had as a visitor to their own, as a signed-in user. Done
   * when all of it is there; after an error it may be asked for again. Throws `conflict` when it was added
   * to somebody else's, `invalid_request` for a token that has ended.
   */
  joinVisitor(visitor_token: string): Promise<void>;
};

/** The HTTP API for the dashboard, typed. Each call throws `ApiError` with the code of the response. */
export type AdminApi = {
  /** A chat with its newest messages. It counts as viewed from then on. */
  getChat(chat_id: string): Promise<ChatDetail>;
  listMessages(chat_id: string, query: MessageRange): Promise<MessagePage>;
  sendMessage(chat_id: string, body: SendMessageBody): Promise<Message>;
  markRead(chat_id: string, up_to?: number): Promise<MarkedRead>;
  listChats(query: {
    archived: boolean;
    cursor?: string;
    limit?: number;
    q?: string;
  }): Promise<ChatPage>;
  archive(chat_id: string): Promise<ListItem>;
  unarchive(chat_id: string): Promise<ListItem>;
  /** All of them, by name. */
  listCannedReplies(): Promise<CannedReply[]>;
  /** Throws `conflict` unless the one stored is that of `updated_at`, or there is none and none is named. */
  putCannedReply(name: string, body: CannedReplyBody): Promise<CannedReply>;
  /** One that does not exist is no error. */
  deleteCannedReply(name: string): Promise<void>;
  /** One page of an export: the messages after that `seq`, 0 for the first ones. */
  exportChat(chat_id: string, after: number): Promise<ChatExport>;
  /** Permanently erases a chat with its user. Repeat it while the response says false. */
  eraseChat(chat_id: string): Promise<Erased>;
};

export type MessageRange = { after?: number; before?: number; limit?: number };
