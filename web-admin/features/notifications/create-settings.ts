import { createSignal, onCleanup } from 'solid-js';
import {
  changeSettings,
  type NotificationSettings,
  readSettings,
} from './notification-settings.ts';
import type { NotificationStorage } from './notification-storage.ts';

export type Settings = {
  get(): NotificationSettings;
  change(change: Partial<NotificationSettings>): void;
};

/** The person's choice, remembered, and the same in all their tabs. */
export function createSettings(storage: NotificationStorage): Settings {
  const [settings, setSettings] = createSignal(readSettings(storage));
  const update = () => setSettings(readSettings(storage));
  onCleanup(storage.onOthers(update));
  return {
    get: settings,
    change(change) {
      changeSettings(storage, change);
      update();
    },
  };
}
