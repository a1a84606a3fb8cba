import { describe, expect, test, vi } from 'vitest';
import { openSharedStorage } from '../../web-shared/shared-storage.ts';
import { storedKeys } from '../../web-shared/stored-keys.ts';
import { blockStorage, useStorageArea } from '../support/storage.ts';

const PREFIX = 'chat:a:';
const OTHER = 'chat:b:';

describe('shared storage', () => {
  test('[U8] opening and reading store nothing', () => {
    const area = useStorageArea();
    expect(openSharedStorage(PREFIX).get('session')).toBeNull();
    expect(Object.keys(area)).toEqual([]);
  });

  test('[U5] what was stored is there after a reload', () => {
    useStorageArea();
    openSharedStorage(PREFIX).set('draft', 'text');
    expect(openSharedStorage(PREFIX).get('draft')).toBe('text');
  });

  test('clearing leaves the keys of the page alone', () => {
    const area = useStorageArea();
    area.setItem('cart', '3');
    const storage = openSharedStorage(PREFIX);
    storage.set('a', '1');
    storage.set('b', '2');
    storage.clear();
    expect(Object.keys(area)).toEqual(['cart']);
  });

  test('where storage is blocked, values live as long as the page', () => {
    blockStorage();
    const storage = openSharedStorage(PREFIX);
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
    const storage = openSharedStorage(PREFIX);
    storage.set('draft', 'old');
    area.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    storage.set('draft', 'new');
    expect(storage.get('draft')).toBe('new');
  });

  test('what other tabs write is reported if it is in this part, by name if it is gone', () => {
    useStorageArea();
    const page = new EventTarget();
    vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
    vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
    const reported: unknown[] = [];
    const stop = openSharedStorage(PREFIX).onOthers((removed) => reported.push(removed));
    const fire = (type: string, change: object = {}) =>
      page.dispatchEvent(Object.assign(new Event(type), change));
    fire('storage', { key: `${OTHER}draft`, newValue: null });
    fire('storage', { key: `${PREFIX}draft`, newValue: 'text' });
    fire('storage', { key: `${PREFIX}draft`, newValue: null });
    fire('storage', { key: null, newValue: null });
    fire('pageshow');
    stop();
    fire('pageshow');
    expect(reported).toEqual(['', 'draft', undefined, undefined]);
  });
});

describe('stored keys', () => {
  test('[U8] there are none before something is stored, and to look for them stores nothing', () => {
    const area = useStorageArea();
    area.setItem('cart', '3');
    expect(storedKeys(PREFIX)).toEqual([]);
    expect(Object.keys(area)).toEqual(['cart']);
  });

  test('where storage is blocked there are none', () => {
    blockStorage();
    expect(storedKeys(PREFIX)).toEqual([]);
  });
});
