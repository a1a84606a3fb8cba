import { createSignal, onCleanup } from 'solid-js';
import { type AlertSettings, changeSettings, readSettings } from './alert-settings.ts';
import type { AlertStorage } from './alert-storage.ts';

export type Settings = {
  get(): AlertSettings;
  change(change: Partial<AlertSettings>): void;
};

/** The person's choice, remembered, and the same in all their tabs. */
export function createSettings(storage: AlertStorage): Settings {
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
