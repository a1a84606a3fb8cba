/** The chat's part of the page. */
export const CHAT_ID = 'chat';

/** Leaves the reply box for the messages above it: from there keys scroll, and letters are shortcuts. */
export function focusMessages(): void {
  const chat = document.getElementById(CHAT_ID);
  const messages = chat?.querySelector<HTMLElement>('[role="log"]') ?? chat;
  messages?.focus({ preventScroll: true });
}
