import { describe, expect, test } from 'vitest';
import { storedKeys } from '../../../web-shared/stored-keys.ts';
import { openStorage, SESSION_KEY } from '../../../web-widget/panel/storage.ts';
import { storagePrefix } from '../../../web-widget/storage-keys.ts';
import { useStorageArea } from '../../support/storage.ts';

const CHAT = 'https://chat.example.com';
const OTHER_CHAT = 'https://chat.example.com:8443';

describe('storage', () => {
  test('two chats on one page do not see each other', () => {
    useStorageArea();
    const [one, other] = [openStorage(CHAT), openStorage(OTHER_CHAT)];
    one.set('draft', 'mine');
    expect(other.get('draft')).toBeNull();
    other.clear();
    expect(one.get('draft')).toBe('mine');
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

  test('who used this chat has left some, for this chat only', () => {
    useStorageArea();
    openStorage(CHAT).set('session', 'visitor');
    expect(storedKeys(storagePrefix(CHAT))).toEqual([`support-chat:${CHAT}:session`]);
    expect(storedKeys(storagePrefix(OTHER_CHAT))).toEqual([]);
  });

  test('the session is the last to be removed, whatever else there is', () => {
    useStorageArea();
    const storage = openStorage(CHAT);
    for (const key of [SESSION_KEY, 'visitor-token', 'visitor:draft', 'user:alice:draft'])
      storage.set(key, 'x');
    expect(storedKeys(storagePrefix(CHAT))).toHaveLength(4);
    expect(storedKeys(storagePrefix(CHAT)).at(-1)).toBe(`support-chat:${CHAT}:${SESSION_KEY}`);
  });
});
