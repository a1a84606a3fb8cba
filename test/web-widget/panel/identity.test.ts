import { beforeEach, describe, expect, test, vi } from 'vitest';
import { adoptVisitor, findIdentity } from '../../../web-widget/panel/identity.ts';
import { openStorage, type WidgetStorage } from '../../../web-widget/panel/storage.ts';
import { aStorageArea, aToken, blocked } from '../support/fakes.ts';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const HOUR_SECONDS = 3_600;
const DAY_SECONDS = 24 * HOUR_SECONDS;
const exp = NOW / 1_000 + HOUR_SECONDS;
const visitorExp = NOW / 1_000 + 30 * DAY_SECONDS;
const alice = aToken({ sub: 'alice', exp });
const visitor = aToken({ sub: 'visitor:1', exp: visitorExp });

let storage: WidgetStorage;
let now: number;
const createVisitor = vi.fn(async (_token: string | undefined) => visitor);
const onOther = vi.fn();
const find = (source?: Parameters<typeof findIdentity>[0]) =>
  findIdentity(source, { storage, now: () => now, createVisitor, onOther });

beforeEach(() => {
  const area = aStorageArea();
  storage = openStorage('https://chat.example.com', () => area);
  now = NOW;
  vi.clearAllMocks();
  createVisitor.mockResolvedValue(visitor);
});

describe('a visitor', () => {
  test('[U8] is not made before a token is needed', async () => {
    const identity = await find();
    expect(identity.scope).toBe('visitor');
    expect(identity.isKnown()).toBe(false);
    expect(createVisitor).not.toHaveBeenCalled();
  });

  test('is made once, however many ask at once, and kept', async () => {
    const identity = await find();
    const tokens = await Promise.all([
      identity.getToken({ renew: false }),
      identity.getToken({ renew: false }),
    ]);
    expect(tokens).toEqual([visitor, visitor]);
    expect(createVisitor).toHaveBeenCalledTimes(1);
    expect((await find()).isKnown()).toBe(true);
  });

  test('whose token another tab has removed makes no other visitor before it ends', async () => {
    const identity = await find();
    await identity.getToken({ renew: false });
    await identity.getToken({ renew: false });
    storage.clear();
    expect(await identity.getToken({ renew: false })).toBe(visitor);
    expect(createVisitor).toHaveBeenCalledTimes(1);
    expect((await find()).isKnown()).toBe(false);
  });

  test('[U5] is the same in two tabs that make one at once', async () => {
    const tabs = await Promise.all([find(), find()]);
    createVisitor.mockResolvedValueOnce(aToken({ sub: 'visitor:2' }));
    const tokens = await Promise.all(tabs.map((tab) => tab.getToken({ renew: false })));
    expect(new Set(tokens).size).toBe(1);
    expect(await tabs[1]?.getToken({ renew: false })).toBe(tokens[0]);
  });

  test('works where storage is blocked', async () => {
    storage = openStorage('https://chat.example.com', blocked);
    const identity = await find();
    await identity.getToken({ renew: false });
    expect(await identity.getToken({ renew: false })).toBe(visitor);
    expect(createVisitor).toHaveBeenCalledTimes(1);
  });

  test('that could not be made is tried again at the next call', async () => {
    createVisitor.mockRejectedValueOnce(new Error('offline'));
    const identity = await find();
    await expect(identity.getToken({ renew: false })).rejects.toThrow('offline');
    expect(await identity.getToken({ renew: false })).toBe(visitor);
  });

  test('is given a fresh token of the same visitor in the last week, or when the server asks', async () => {
    const fresh = aToken({ sub: 'visitor:1', exp: visitorExp + 30 * DAY_SECONDS });
    createVisitor.mockResolvedValue(fresh);
    adoptVisitor(visitor, storage, now);
    const identity = await find();
    now = (visitorExp - 8 * DAY_SECONDS) * 1_000;
    expect(await identity.getToken({ renew: false })).toBe(visitor);
    now = (visitorExp - 6 * DAY_SECONDS) * 1_000;
    expect(await identity.getToken({ renew: false })).toBe(fresh);
    expect(createVisitor.mock.calls).toEqual([[visitor]]);
    await identity.getToken({ renew: true });
    expect(createVisitor).toHaveBeenLastCalledWith(fresh);
  });

  test('goes on with the old token while no fresh one can be had', async () => {
    createVisitor.mockRejectedValueOnce(new Error('offline'));
    adoptVisitor(visitor, storage, now);
    now = (visitorExp - DAY_SECONDS) * 1_000;
    expect(await (await find()).getToken({ renew: false })).toBe(visitor);
  });

  test('of a link in an email becomes the visitor of this browser', async () => {
    adoptVisitor(visitor, storage, now);
    expect(await (await find()).getToken({ renew: false })).toBe(visitor);
    expect(createVisitor).not.toHaveBeenCalled();
  });

  test('[E4] of a link that carries no token is nobody: it only opens the chat', () => {
    for (const nothing of ['', 'open', 'a.b']) {
      expect(adoptVisitor(nothing, storage, now)).toBe(false);
    }
    expect(storage.get('visitor-token')).toBeNull();
  });

  test('of a link may be a newer token of the same visitor, who keeps everything', () => {
    adoptVisitor(visitor, storage, now);
    storage.set('visitor:draft', 'mine');
    const newer = aToken({ sub: 'visitor:1', exp: visitorExp }, 'newer');
    adoptVisitor(newer, storage, now);
    expect(storage.get('visitor-token')).toBe(newer);
    expect(storage.get('visitor:draft')).toBe('mine');
  });

  test('[S2] of a link that anybody may have made never takes a chat away from this browser', () => {
    adoptVisitor(visitor, storage, now);
    storage.set('visitor:draft', 'mine');
    adoptVisitor(aToken({ sub: 'visitor:2', exp: visitorExp }), storage, now);
    expect(storage.get('visitor-token')).toBe(visitor);
    expect(storage.get('visitor:draft')).toBe('mine');
  });

  test('of a link takes over nothing from a visitor whose own token has ended', () => {
    adoptVisitor(visitor, storage, now);
    storage.set('visitor:draft', 'secret');
    const other = aToken({ sub: 'visitor:2', exp: visitorExp + 60 * DAY_SECONDS });
    adoptVisitor(other, storage, visitorExp * 1_000);
    expect(storage.get('visitor-token')).toBe(other);
    expect(storage.get('visitor:draft')).toBeNull();
  });
});

describe('a user whom the page names', () => {
  test('[S1] has a part of the storage of their own', async () => {
    expect((await find(alice)).scope).toBe('user:alice');
    expect((await find(async () => aToken({ sub: 'bob', exp }))).scope).toBe('user:bob');
  });

  test('[S1] the page is asked again a minute before the token ends, not earlier', async () => {
    const next = aToken({ sub: 'alice', exp: exp + HOUR_SECONDS });
    const source = vi.fn().mockResolvedValueOnce(alice).mockResolvedValue(next);
    const identity = await find(source);
    now = (exp - 61) * 1_000;
    expect(await identity.getToken({ renew: false })).toBe(alice);
    now = (exp - 59) * 1_000;
    expect(await identity.getToken({ renew: false })).toBe(next);
    expect(source).toHaveBeenCalledTimes(2);
  });

  test('[S1] the page is asked again when the server refused the token', async () => {
    const source = vi.fn(async () => alice);
    const identity = await find(source);
    await identity.getToken({ renew: true });
    expect(source).toHaveBeenCalledTimes(2);
  });

  test('who turns out to be somebody else gets nothing of the first', async () => {
    const source = vi
      .fn()
      .mockResolvedValueOnce(alice)
      .mockResolvedValue(aToken({ sub: 'bob' }));
    const identity = await find(source);
    await expect(identity.getToken({ renew: true })).rejects.toMatchObject({
      code: 'unauthorized',
    });
    expect(onOther).toHaveBeenCalledTimes(1);
  });

  test('is a visitor when the page says that nobody is signed in', async () => {
    expect((await find(() => null)).scope).toBe('visitor');
  });

  test('is unknown when the page gives something that is no token', async () => {
    await expect(find('nonsense')).rejects.toMatchObject({ code: 'unauthorized' });
    await expect(find(() => Promise.reject(new Error('503')))).rejects.toThrow('503');
  });
});
