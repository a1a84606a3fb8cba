/** The chat's part of the page. */
export const CHAT_ID = 'chat';

/** Goes into the open chat: to its reply box, as soon as that is there. */
export function focusChat(): void {
  const chat = document.getElementById(CHAT_ID);
  if (chat === null || focusBox(chat)) return;
  chat.focus();
  const observer = new MutationObserver(() => {
    const hasMovedOn = document.activeElement !== chat;
    if (hasMovedOn || focusBox(chat)) observer.disconnect();
  });
  observer.observe(chat, { childList: true, subtree: true });
}

function focusBox(chat: HTMLElement): boolean {
  const box = chat.querySelector('textarea');
  box?.focus();
  return box !== null;
}
