import { afterEach, expect, test } from 'vitest';
import { createFirstMessages } from '../../../web-widget/panel/first-messages.ts';
import { openStorage } from '../../../web-widget/panel/storage.ts';
import { aStorageArea } from '../support/fakes.ts';

afterEach(() => {
  Reflect.deleteProperty(Array.prototype, 'toJSON');
});

test.each([
  ['on an ordinary page', undefined],
  ['where an old library makes JSON write lists as texts', String],
])('[U5] first messages are kept in their order %s', (_where, toJSON) => {
  Object.defineProperty(Array.prototype, 'toJSON', { configurable: true, value: toJSON });
  const area = aStorageArea();
  const storage = () => openStorage('https://chat.example', () => area);
  createFirstMessages(storage()).keep('one');
  createFirstMessages(storage()).keep('two');
  expect(createFirstMessages(storage()).kept()).toEqual(['one', 'two']);
  createFirstMessages(storage()).forget();
  expect(createFirstMessages(storage()).kept()).toEqual([]);
});
