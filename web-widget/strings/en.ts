/** What the button says. Kept apart from the panel's words, since the loader carries it. */
export const launcherStrings = {
  chat: 'Support chat',
  unread: (count: number) => (count === 1 ? '1 unread message' : `${count} unread messages`),
  loadFailed: 'The chat could not be loaded. Please try again.',
};

/** Everything that the panel says. Another language is another object of this shape. */
export const panelStrings = {
  locale: 'en',
  title: 'Chat with us',
  close: 'Close chat',
  greeting: 'Hi there 👋',
  greetingText: 'Ask us anything. We read every message and answer right here.',
  messages: 'Messages',
  loading: 'Loading messages',
  loadingOlder: 'Loading older messages',
  loadFailed: 'The messages could not be loaded.',
  tryAgain: 'Try again',
  you: 'You',
  support: 'Support',
  today: 'Today',
  yesterday: 'Yesterday',
  seen: 'Seen',
  sending: 'Sending',
  sent: 'Sent',
  retry: 'Retry',
  discard: 'Discard',
  newMessages: 'New messages',
  typing: (names: readonly string[]) =>
    names.length === 1 ? `${names[0]} is typing` : 'Several people are typing',
  writeMessage: 'Write a message',
  placeholder: 'Write a message…',
  send: 'Send message',
  charactersLeft: (count: number) =>
    count === 1 ? '1 character left' : `${count.toLocaleString('en')} characters left`,
  charactersOver: (count: number) =>
    count === 1 ? '1 character too long' : `${count.toLocaleString('en')} characters too long`,
  link: {
    idle: 'Not connected yet',
    connecting: 'Connecting',
    connected: 'Connected',
    waiting: 'Not connected',
    polling: 'Connected, a little slower',
    offline: 'Offline',
    refused: 'Signed out',
  },
  banner: {
    connecting: 'Connecting…',
    waiting: 'Connection lost. Trying again…',
    polling: 'Messages may take a few seconds on this network.',
    offline: 'You are offline. We send your messages when you are back.',
    refused: 'We could not confirm who you are.',
  },
  problem: {
    identity_failed: 'We could not find out who you are.',
    load_failed: 'The chat could not be loaded. Your text is safe.',
  },
  failed: {
    too_large: 'Not sent: the message is too long.',
    rate_limited: 'Not sent: too many messages at once. Wait a moment.',
    unauthorized: 'Not sent: we could not confirm who you are.',
    forbidden: 'Not sent: this chat is closed to you.',
    other: 'Not sent.',
  },
};

export type PanelStrings = typeof panelStrings;
