import { expect, test } from 'vitest';
import { forgetDrafts, keepDraft, readDraft } from '../../../web-admin/chat/drafts.ts';

function aStorage({ isFull = false } = {}): Storage {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem(key, value) {
      if (isFull) throw new DOMException('full', 'QuotaExceededError');
      kept.set(key, value);
    },
    removeItem: (key) => void kept.delete(key),
    clear: () => kept.clear(),
  };
}

test('each chat has a draft of its own', () => {
  const storage = aStorage();
  keepDraft(storage, 'one', 'to Ann');
  keepDraft(storage, 'two', 'to Ben');
  expect(readDraft(storage, 'one')).toBe('to Ann');
  expect(readDraft(storage, 'two')).toBe('to Ben');
  expect(readDraft(storage, 'three')).toBe('');
});

test('a draft that was emptied or sent leaves nothing behind', () => {
  const storage = aStorage();
  keepDraft(storage, 'one', 'to Ann');
  keepDraft(storage, 'one', ' \n');
  expect(storage.length).toBe(0);
});

test('a sign-out forgets the drafts and nothing else', () => {
  const storage = aStorage();
  storage.setItem('other', 'kept');
  keepDraft(storage, 'one', 'to Ann');
  keepDraft(storage, 'two', 'to Ben');
  forgetDrafts(storage);
  expect(storage.length).toBe(1);
  expect(storage.getItem('other')).toBe('kept');
});

test('a full storage does not stop the typing', () => {
  expect(() => keepDraft(aStorage({ isFull: true }), 'one', 'to Ann')).not.toThrow();
});
