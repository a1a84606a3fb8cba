/** What a person typed into reply boxes and has not sent, by chat. */
export type Drafts = {
  /** Empty when there is none. */
  read(chatId: string): string;
  /** Stores a draft until it is sent or the person signs out. Deletes a blank one. */
  keep(chatId: string, text: string): void;
  /** Called when another tab of this browser has changed or deleted the draft of a chat. */
  onOthers(chatId: string, listener: () => void): () => void;
};

/**
 * The drafts of one person; nobody else who signs in on this computer sees them. `changed` is called
 * when a draft is stored or deleted in this tab.
 */
export function makeDrafts(
  storage: Storage,
  personId: string,
  tabs: EventTarget,
  changed = () => {},
): Drafts {
  const keyOf = (chatId: string) => prefixOf(personId) + chatId;
  const read = (chatId: string) => storage.getItem(keyOf(chatId)) ?? '';

  function keep(chatId: string, text: string): void {
    const kept = text.trim() === '' ? '' : text;
    if (kept === read(chatId)) return;
    if (kept === '') storage.removeItem(keyOf(chatId));
    else put(storage, keyOf(chatId), kept);
    changed();
  }

  function onOthers(chatId: string, listener: () => void): () => void {
    function onStorage(event: Event): void {
      // Without a key, when all was cleared at once.
      const isOwn = 'key' in event && (event.key === null || event.key === keyOf(chatId));
      if (isOwn) listener();
    }
    tabs.addEventListener('storage', onStorage);
    return () => tabs.removeEventListener('storage', onStorage);
  }
  return { read, keep, onOthers };
}

/** Several drafts as one, each on a line of its own. */
export const joinDrafts = (texts: readonly string[]): string =>
  texts.filter((text) => text.trim() !== '').join('\n');

/** Deletes the drafts of a person who signs out. */
export function forgetDrafts(storage: Storage, personId: string): void {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index));
  for (const key of keys) {
    if (key?.startsWith(prefixOf(personId))) storage.removeItem(key);
  }
}

/** One person's prefix never begins another's. */
const prefixOf = (personId: string) => `support-chat.draft:${encodeURIComponent(personId)}:`;

function put(storage: Storage, key: string, text: string): void {
  try {
    storage.setItem(key, text);
  } catch {
    // Typing must go on if the storage is full.
  }
}
