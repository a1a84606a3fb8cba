import { afterEach, expect, test } from 'vitest';
import { createUnsentStore } from '../../web-client/unsent-store.ts';
import { aStore } from '../support/storage.ts';

afterEach(() => {
  Reflect.deleteProperty(Array.prototype, 'toJSON');
});

test('[U5] unsent messages are kept where an old library makes JSON write lists as texts', () => {
  Object.defineProperty(Array.prototype, 'toJSON', { configurable: true, value: String });
  const storage = aStore();
  const store = createUnsentStore(storage, 'unsent');
  const unsent = ['a', 'b'].map((client_id) => ({ client_id, content: 'Hi', created_at: 'now' }));
  for (const one of unsent) store.put(one);
  expect(createUnsentStore(storage, 'unsent').list()).toEqual(unsent);
  store.remove('a');
  expect(createUnsentStore(storage, 'unsent').list()).toEqual(unsent.slice(1));
});
