/** The chat's part of the page. */
export const CHAT_ID = 'chat';

/** A tab of the inbox. */
export function inboxTabId(isArchived: boolean): string {
  return isArchived ? 'inbox-tab-archived' : 'inbox-tab-active';
}

/** The chat whose row in the inbox an element belongs to. */
export function chatOf(target: EventTarget | null): string | undefined {
  const row = target instanceof Element ? target.closest('[data-chat]') : null;
  return row?.getAttribute('data-chat') ?? undefined;
}

/** Moves the focus from the reply box to the messages: there keys scroll, and letters are shortcuts. */
export function focusMessages(): void {
  const chat = document.getElementById(CHAT_ID);
  const messages = chat?.querySelector<HTMLElement>('[role="log"]') ?? chat;
  messages?.focus({ preventScroll: true });
}
