import * as v from 'valibot';
import type { ListItem } from '../../../protocol/index.ts';
import type { KeyValueStore } from '../../../web-client/types.ts';

/** By chat: the time of the newest message that somebody was told of. */
const NotifiedSchema = v.array(v.tuple([v.string(), v.string()]));

/** More chats than get news while a tab is asleep need not be remembered. */
const LIMIT = 200;

export type NotifiedMessages = {
  /** Takes the news that no tab has taken yet. To be called in one tab at a time. */
  take(news: readonly ListItem[]): readonly ListItem[];
};

/**
 * What one of the tabs has told the person of is told by no other, however much later it hears of
 * it. Taken before it is told: a crash in between costs an alert and never doubles one.
 */
export function createNotifiedMessages(storage: KeyValueStore, key: string): NotifiedMessages {
  return {
    take(news) {
      const claims = new Map(read(storage, key));
      const isFree = ({ id, last_message_at }: ListItem) =>
        last_message_at > (claims.get(id) ?? '');
      const taken = news.filter(isFree);
      for (const { id, last_message_at } of taken) {
        claims.delete(id);
        claims.set(id, last_message_at);
      }
      if (taken.length > 0) storage.set(key, JSON.stringify([...claims].slice(-LIMIT)));
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
