import { describe, expect, test } from 'vitest';
import { openStorage, SESSION_KEY } from '../../../web-widget/panel/storage.ts';
import { storedKeys } from '../../../web-widget/storage-keys.ts';
import { blockStorage, useStorageArea } from '../../support/storage.ts';

const CHAT = 'https://chat.example.com';
const OTHER_CHAT = 'https://chat.example.com:8443';

describe('storage', () => {
  test('[U8] opening and reading store nothing', () => {
    const area = useStorageArea();
    expect(openStorage(CHAT).get('session')).toBeNull();
    expect(Object.keys(area)).toEqual([]);
  });

  test('two chats on one page do not see each other', () => {
    useStorageArea();
    const [one, other] = [openStorage(CHAT), openStorage(OTHER_CHAT)];
    one.set('draft', 'mine');
    expect(other.get('draft')).toBeNull();
    other.clear();
    expect(one.get('draft')).toBe('mine');
  });

  test('[U5] what was stored is there after a reload', () => {
    useStorageArea();
    openStorage(CHAT).set('draft', 'text');
    expect(openStorage(CHAT).get('draft')).toBe('text');
  });

  test('clearing leaves the keys of the page alone', () => {
    const area = useStorageArea();
    area.setItem('cart', '3');
    const storage = openStorage(CHAT);
    storage.set('a', '1');
    storage.set('b', '2');
    storage.clear();
    expect(Object.keys(area)).toEqual(['cart']);
  });

  test('clearing ends with the key whose end tells other tabs, when all else is gone', () => {
    const area = useStorageArea();
    const storage = openStorage(CHAT);
    for (const key of [SESSION_KEY, 'visitor-token', 'visitor:draft']) storage.set(key, 'x');
    const removed: string[] = [];
    const { removeItem } = area;
    area.removeItem = (key) => {
      removed.push(key);
      removeItem.call(area, key);
    };
    storage.clear();
    expect(removed.slice(0, -1)).toHaveLength(2);
    expect(removed.at(-1)).toMatch(new RegExp(`:${SESSION_KEY}$`));
  });

  test('where storage is blocked, values live as long as the page', () => {
    blockStorage();
    const storage = openStorage(CHAT);
    storage.set('draft', 'text');
    expect(storage.get('draft')).toBe('text');
    storage.remove('draft');
    expect(storage.get('draft')).toBeNull();
    storage.set('draft', 'text');
    storage.clear();
    expect(storage.get('draft')).toBeNull();
  });

  test('a full storage keeps the newer value in memory', () => {
    const area = useStorageArea();
    const storage = openStorage(CHAT);
    storage.set('draft', 'old');
    area.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    storage.set('draft', 'new');
    expect(storage.get('draft')).toBe('new');
  });
});

describe('traces', () => {
  test('[U8] a newcomer has left none, and looking for them leaves none', () => {
    const area = useStorageArea();
    area.setItem('cart', '3');
    expect(storedKeys(CHAT)).toEqual([]);
    expect(Object.keys(area)).toEqual(['cart']);
  });

  test('who used this chat has left some, for this chat only', () => {
    useStorageArea();
    openStorage(CHAT).set('session', 'visitor');
    expect(storedKeys(CHAT)).toEqual([`support-chat:${CHAT}:session`]);
    expect(storedKeys(OTHER_CHAT)).toEqual([]);
  });

  test('the session is the last to be removed, whatever else there is', () => {
    useStorageArea();
    const storage = openStorage(CHAT);
    for (const key of [SESSION_KEY, 'visitor-token', 'visitor:draft', 'user:alice:draft'])
      storage.set(key, 'x');
    expect(storedKeys(CHAT)).toHaveLength(4);
    expect(storedKeys(CHAT).at(-1)).toBe(`support-chat:${CHAT}:${SESSION_KEY}`);
  });

  test('blocked storage counts as no traces', () => {
    blockStorage();
    expect(storedKeys(CHAT)).toEqual([]);
  });
});
