/** What was typed into a chat's reply box and not sent yet. Empty when there is nothing. */
export function readDraft(storage: Storage, chatId: string): string {
  return storage.getItem(PREFIX + chatId) ?? '';
}

/** Keeps a draft for as long as the storage does; a blank one is forgotten. */
export function keepDraft(storage: Storage, chatId: string, text: string): void {
  if (text.trim() === '') {
    storage.removeItem(PREFIX + chatId);
    return;
  }
  try {
    storage.setItem(PREFIX + chatId, text);
  } catch {
    // A full storage must not stop the typing.
  }
}

/** Forgets the drafts of all chats: the next person at this tab must not find them. */
export function forgetDrafts(storage: Storage): void {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index));
  for (const key of keys) {
    if (key?.startsWith(PREFIX)) storage.removeItem(key);
  }
}

const PREFIX = 'support-chat.draft.';
