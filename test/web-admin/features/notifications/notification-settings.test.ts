import { expect, test } from 'vitest';
import {
  changeSettings,
  readSettings,
} from '../../../../web-admin/features/notifications/notification-settings.ts';
import { aStore } from '../../../support/storage.ts';

const AT_FIRST = { sound: true, notifications: false, title: true, icon: true };

test('[A5] at first all is on but what needs a permission', () => {
  expect(readSettings(aStore())).toEqual(AT_FIRST);
});

test('[A5] a choice is remembered, and does not undo that of another tab', () => {
  const store = aStore();
  changeSettings(store, { sound: false });
  changeSettings(store, { icon: false });
  expect(readSettings(store)).toEqual({ ...AT_FIRST, sound: false, icon: false });
});

test.each(['no json', '[]', '{"sound":"loud"}', 'null'])('stored as %s nothing breaks', (text) => {
  const store = aStore();
  store.set('settings', text);
  expect(readSettings(store)).toEqual(AT_FIRST);
  changeSettings(store, { title: false });
  expect(readSettings(store).title).toBe(false);
});
