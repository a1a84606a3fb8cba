import * as v from 'valibot';
import type { KeyValueStore } from '../../../web-client/types.ts';

const NotificationSettingsSchema = v.object({
  sound: v.optional(v.boolean(), true),
  /** Only what the person wants: the browser's permission comes on top. */
  notifications: v.optional(v.boolean(), false),
  title: v.optional(v.boolean(), true),
  icon: v.optional(v.boolean(), true),
});

/** By which of the ways the person wants to be told of new messages. */
export type NotificationSettings = v.InferOutput<typeof NotificationSettingsSchema>;

const KEY = 'settings';

/** What was not chosen yet, or cannot be read, is as it is at first. */
export function readSettings(storage: KeyValueStore): NotificationSettings {
  try {
    return v.parse(NotificationSettingsSchema, JSON.parse(storage.get(KEY) ?? '{}'));
  } catch {
    return v.parse(NotificationSettingsSchema, {});
  }
}

/** Changes some of them and keeps what another tab has changed meanwhile. */
export function changeSettings(
  storage: KeyValueStore,
  change: Partial<NotificationSettings>,
): void {
  storage.set(KEY, JSON.stringify({ ...readSettings(storage), ...change }));
}
