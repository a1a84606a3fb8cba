import { createSignal, onCleanup } from 'solid-js';
import * as v from 'valibot';
import type { KeyValueStore } from '../../../web-client/types.ts';
import type { NotificationStorage } from './notification-storage.ts';

const NotificationSettingsSchema = v.object({
  sound: v.optional(v.boolean(), true),
  /** Desktop notifications: what the person wants, whether or not the browser permits them. */
  notifications: v.optional(v.boolean(), false),
  title: v.optional(v.boolean(), true),
  icon: v.optional(v.boolean(), true),
});

/** How the person wants to be notified of new messages. */
export type NotificationSettings = v.InferOutput<typeof NotificationSettingsSchema>;

const KEY = 'settings';

/** Settings that were never changed, or cannot be read, have their defaults. */
export function readSettings(storage: KeyValueStore): NotificationSettings {
  try {
    return v.parse(NotificationSettingsSchema, JSON.parse(storage.get(KEY) ?? '{}'));
  } catch {
    return v.parse(NotificationSettingsSchema, {});
  }
}

/** Changes some settings and keeps what another tab has changed. */
export function changeSettings(
  storage: KeyValueStore,
  change: Partial<NotificationSettings>,
): void {
  storage.set(KEY, JSON.stringify({ ...readSettings(storage), ...change }));
}

export type Settings = {
  get(): NotificationSettings;
  change(change: Partial<NotificationSettings>): void;
};

/** The settings as a signal, the same in all tabs of the person. */
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
