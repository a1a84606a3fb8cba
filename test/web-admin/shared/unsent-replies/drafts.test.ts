import { expect, test } from 'vitest';
import {
  forgetDrafts,
  joinDrafts,
  makeDrafts,
} from '../../../../web-admin/shared/unsent-replies/drafts.ts';
import { aStorageArea } from '../../../support/storage.ts';

const draftsOf = (personId: string, storage: Storage, tabs = new EventTarget()) =>
  makeDrafts(storage, personId, tabs);

test('[A4] each chat has a draft of its own', () => {
  const drafts = draftsOf('ada', aStorageArea());
  drafts.keep('one', 'to Ann');
  drafts.keep('two', 'to Ben');
  expect(['one', 'two', 'three'].map(drafts.read)).toEqual(['to Ann', 'to Ben', '']);
});

test('[A4] two people at one machine do not see each other’s drafts', () => {
  const storage = aStorageArea();
  draftsOf('ada', storage).keep('one', 'to Ann');
  expect(draftsOf('ada:one', storage).read('one')).toBe('');
  expect(draftsOf('grace', storage).read('one')).toBe('');
  expect(draftsOf('ada', storage).read('one')).toBe('to Ann');
});

test('a draft that was emptied or sent leaves nothing behind', () => {
  const storage = aStorageArea();
  draftsOf('ada', storage).keep('one', 'to Ann');
  draftsOf('ada', storage).keep('one', ' \n');
  expect(storage.length).toBe(0);
});

test('a sign-out forgets one’s own drafts and nothing else', () => {
  const storage = aStorageArea();
  storage.setItem('other', 'kept');
  draftsOf('ada', storage).keep('one', 'to Ann');
  draftsOf('ada', storage).keep('two', 'to Ben');
  draftsOf('ada-2', storage).keep('one', 'to Ann');
  forgetDrafts(storage, 'ada');
  expect(storage.length).toBe(2);
  expect(draftsOf('ada-2', storage).read('one')).toBe('to Ann');
});

test('another tab tells of the draft of its chat, and of everything forgotten at once', () => {
  const storage = aStorageArea();
  const tabs = new EventTarget();
  let told = 0;
  const stop = draftsOf('ada', storage, tabs).onOthers('one', () => {
    told += 1;
  });
  const changed = (key: string | null) =>
    tabs.dispatchEvent(Object.assign(new Event('storage'), { key }));
  draftsOf('ada', storage).keep('one', 'to Ann');
  const own = storage.key(0);
  changed('another');
  expect(told).toBe(0);
  changed(own);
  changed(null);
  expect(told).toBe(2);
  stop();
  changed(own);
  expect(told).toBe(2);
});

test('a full storage does not stop the typing', () => {
  expect(() => draftsOf('ada', aStorageArea({ isFull: true })).keep('one', 'to Ann')).not.toThrow();
});

test('several drafts become one, with each on lines of its own', () => {
  expect(joinDrafts(['', 'to Ann', ' ', 'one\ntwo'])).toBe('to Ann\none\ntwo');
  expect(joinDrafts(['', ''])).toBe('');
});
