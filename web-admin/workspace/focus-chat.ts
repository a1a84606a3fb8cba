/** The chat's part of the page. */
export const CHAT_ID = 'chat';

/** Goes into the open chat: to its reply box, or to its beginning while that is loading. */
export function focusChat(): void {
  const chat = document.getElementById(CHAT_ID);
  const target = chat?.querySelector<HTMLElement>('textarea') ?? chat;
  target?.focus();
}
