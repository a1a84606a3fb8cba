import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { findIdentity } from '../../../web-widget/panel/identity.ts';
import { openStorage, type WidgetStorage } from '../../../web-widget/panel/storage.ts';
import { aToken } from '../../support/builders.ts';
import { useStorageArea } from '../../support/storage.ts';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const DAY_SECONDS = 24 * 3_600;
const visitorExp = NOW / 1_000 + 30 * DAY_SECONDS;
const alice = aToken({ sub: 'alice' });
const visitor = aToken({ sub: 'visitor:1', exp: visitorExp });

let storage: WidgetStorage;
beforeEach(() => {
  useStorageArea();
  storage = openStorage('https://chat.example.com');
});
afterEach(() => {
  vi.useRealTimers();
});

describe('who is there:', () => {
  test('[U8] a visitor when the page says nothing, unknown as long as there is no token', async () => {
    const identity = await findIdentity(undefined, storage);
    expect(identity).toMatchObject({ scope: 'visitor', token: undefined });
    expect(identity.isKnown()).toBe(false);
    storage.set('visitor-token', visitor);
    expect(identity.isKnown()).toBe(true);
  });

  test('[S1] who the page names, with a part of the storage of their own', async () => {
    const named = await findIdentity(alice, storage);
    expect(named).toMatchObject({ scope: 'user:alice', token: alice });
    expect(named.isKnown()).toBe(true);
    const bob = aToken({ sub: 'bob' });
    expect((await findIdentity(async () => bob, storage)).scope).toBe('user:bob');
  });

  test('a visitor when the page says that nobody is signed in', async () => {
    expect((await findIdentity(() => null, storage)).scope).toBe('visitor');
    expect((await findIdentity(async () => undefined, storage)).scope).toBe('visitor');
  });

  test('nobody when the page fails or gives something that is no token', async () => {
    await expect(findIdentity('nonsense', storage)).rejects.toMatchObject({ code: 'unauthorized' });
    const failing = () => {
      throw new Error('503');
    };
    await expect(findIdentity(failing, storage)).rejects.toThrow('503');
    await expect(findIdentity(() => Promise.reject(new Error('504')), storage)).rejects.toThrow();
    const careless = vi.fn().mockResolvedValue({ token: alice });
    await expect(findIdentity(careless, storage)).rejects.toThrow();
  });

  test('a page that fails at once leaves no deadline behind, which nobody would wait for', async () => {
    vi.useFakeTimers();
    const failing = () => {
      throw new Error('503');
    };
    await expect(findIdentity(failing, storage)).rejects.toThrow('503');
    expect(vi.getTimerCount()).toBe(0);
  });

  test('nobody when the page does not answer in 10 s', async () => {
    vi.useFakeTimers();
    const found = vi.fn();
    findIdentity(() => new Promise(() => {}), storage).catch(found);
    await vi.advanceTimersByTimeAsync(9_999);
    expect(found).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(found).toHaveBeenCalled();
  });
});
