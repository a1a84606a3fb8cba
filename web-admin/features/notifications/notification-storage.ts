import type { KeyValueStore } from '../../../web-client/types.ts';
import { browserStorage } from '../../../web-shared/browser-storage.ts';

/** What all tabs of one person in this browser know about their alerts. */
export type NotificationStorage = KeyValueStore & {
  /** Tells that another tab has changed something. The result stops it. */
  onOthers(listener: () => void): () => void;
};

/** One person's part of the browser's storage: whoever else signs in here has their own. */
export function openNotificationStorage(personId: string): NotificationStorage {
  const storage = browserStorage();
  const prefix = `support-chat.alerts.${personId}.`;
  return {
    get: (key) => storage.get(prefix + key),
    set: (key, value) => storage.set(prefix + key, value),
    remove: (key) => storage.remove(prefix + key),
    onOthers(listener) {
      const onStorage = ({ key }: StorageEvent) => {
        if (key === null || key.startsWith(prefix)) listener();
      };
      addEventListener('storage', onStorage);
      return () => removeEventListener('storage', onStorage);
    },
  };
}
