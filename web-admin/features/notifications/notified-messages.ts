import * as v from 'valibot';
import type { ListItem } from '../../../protocol/index.ts';
import type { KeyValueStore } from '../../../web-client/types.ts';

/** By chat: the time of the newest message that the person was notified of. */
const NotifiedSchema = v.array(v.tuple([v.string(), v.string()]));

/** More chats than get new messages while a tab is asleep need not be remembered. */
const LIMIT = 200;

export type NotifiedMessages = {
  /**
   * Returns the chats whose newest message no tab has taken yet, and takes them. To be called in one
   * tab at a time.
   */
  take(chats: readonly ListItem[]): readonly ListItem[];
};

/**
 * Remembers what the person was notified of, for all tabs, however late one of them hears of it. It is
 * stored before the notification: a crash in between loses one and never doubles one.
 */
export function createNotifiedMessages(storage: KeyValueStore, key: string): NotifiedMessages {
  return {
    take(chats) {
      const notified = new Map(read(storage, key));
      const taken = chats.filter(
        ({ id, last_message_at }) => last_message_at > (notified.get(id) ?? ''),
      );
      for (const { id, last_message_at } of taken) {
        notified.delete(id);
        notified.set(id, last_message_at);
      }
      if (taken.length > 0) storage.set(key, JSON.stringify([...notified].slice(-LIMIT)));
      return taken;
    },
  };
}

function read(storage: KeyValueStore, key: string): [string, string][] {
  try {
    return v.parse(NotifiedSchema, JSON.parse(storage.get(key) ?? '[]'));
  } catch {
    return [];
  }
}
