import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { TokenSource } from '../../../../web-widget/api.ts';
import { identityTokens } from '../../../../web-widget/panel/live/identity-tokens.ts';
import {
  lendStorage,
  openStorage,
  type WidgetStorage,
} from '../../../../web-widget/panel/storage.ts';
import { aToken } from '../../../support/builders.ts';
import { blockStorage, useStorageArea } from '../../../support/storage.ts';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const HOUR_SECONDS = 3_600;
const DAY_SECONDS = 24 * HOUR_SECONDS;
const exp = NOW / 1_000 + HOUR_SECONDS;
const visitorExp = NOW / 1_000 + 30 * DAY_SECONDS;
const alice = aToken({ sub: 'alice', exp });
const visitor = aToken({ sub: 'visitor:1', exp: visitorExp });
const fresh = aToken({ sub: 'visitor:1', exp: visitorExp + 30 * DAY_SECONDS });

const ask = { renew: false };
const askAgain = { renew: true };
let storage: WidgetStorage;
let now: number;
let source: TokenSource | undefined;
const createVisitor = vi.fn(async (_token: string | undefined) => visitor);
const onOther = vi.fn();
const parts = () => ({ storage, source: () => source, now: () => now, createVisitor, onOther });

const visitorTokens = () =>
  identityTokens({ scope: 'visitor', token: undefined, isKnown: () => true }, parts());
const aliceTokens = () =>
  identityTokens({ scope: 'user:alice', token: alice, isKnown: () => true }, parts());

beforeEach(() => {
  useStorageArea();
  storage = openStorage('https://chat.example.com');
  now = NOW;
  vi.resetAllMocks();
  createVisitor.mockResolvedValue(visitor);
});

describe('a visitor', () => {
  test('is made once, however many ask at once, and kept', async () => {
    const getToken = visitorTokens();
    expect(await Promise.all([getToken(ask), getToken(ask)])).toEqual([visitor, visitor]);
    expect(createVisitor).toHaveBeenCalledTimes(1);
    expect(storage.get('visitor-token')).toBe(visitor);
  });

  test('works where storage is blocked', async () => {
    blockStorage();
    storage = openStorage('https://chat.example.com');
    const getToken = visitorTokens();
    await getToken(ask);
    expect(await getToken(ask)).toBe(visitor);
    expect(createVisitor).toHaveBeenCalledTimes(1);
  });

  test('that could not be made is tried again at the next call', async () => {
    createVisitor.mockRejectedValueOnce(new Error('offline'));
    const getToken = visitorTokens();
    await expect(getToken(ask)).rejects.toThrow('offline');
    expect(await getToken(ask)).toBe(visitor);
  });

  test('of an adopted token is not made again', async () => {
    storage.set('visitor-token', visitor);
    expect(await visitorTokens()(ask)).toBe(visitor);
    expect(createVisitor).not.toHaveBeenCalled();
  });

  test('is given a fresh token of the same visitor in the last week, or when the server asks', async () => {
    createVisitor.mockResolvedValue(fresh);
    storage.set('visitor-token', visitor);
    const getToken = visitorTokens();
    now = (visitorExp - 8 * DAY_SECONDS) * 1_000;
    expect(await getToken(ask)).toBe(visitor);
    now = (visitorExp - 6 * DAY_SECONDS) * 1_000;
    expect(await getToken(ask)).toBe(fresh);
    expect(createVisitor.mock.calls).toEqual([[visitor]]);
    await getToken(askAgain);
    expect(createVisitor).toHaveBeenLastCalledWith(fresh);
  });

  test('goes on with the old token while no fresh one can be had', async () => {
    createVisitor.mockRejectedValueOnce(new Error('offline'));
    storage.set('visitor-token', visitor);
    now = (visitorExp - DAY_SECONDS) * 1_000;
    expect(await visitorTokens()(ask)).toBe(visitor);
  });

  test('of a browser whose clock is years ahead asks for one fresh token, not for each request', async () => {
    storage.set('visitor-token', visitor);
    now += 5 * 365 * DAY_SECONDS * 1_000;
    createVisitor.mockResolvedValue(fresh);
    const getToken = visitorTokens();
    for (const _request of [1, 2, 3]) expect(await getToken(ask)).toBe(fresh);
    expect(createVisitor).toHaveBeenCalledTimes(1);
  });

  test('of two tabs that write at once is one: the slower takes what the faster has got', async () => {
    createVisitor.mockImplementationOnce(async () => {
      storage.set('visitor-token', visitor);
      return aToken({ sub: 'visitor:2', exp: visitorExp });
    });
    expect(await visitorTokens()(ask)).toBe(visitor);
    expect(storage.get('visitor-token')).toBe(visitor);
  });

  test('who was forgotten is never replaced by another under the same chat', async () => {
    storage.set('visitor-token', visitor);
    const getToken = visitorTokens();
    await getToken(ask);
    storage.clear();
    await expect(getToken(ask)).rejects.toMatchObject({ code: 'unauthorized' });
    storage.set('visitor-token', aToken({ sub: 'visitor:2', exp: visitorExp }));
    await expect(getToken(ask)).rejects.toMatchObject({ code: 'unauthorized' });
    expect(onOther).toHaveBeenCalledTimes(2);
    expect(createVisitor).not.toHaveBeenCalled();
  });

  test('who was made while the browser was told to forget them is not kept', async () => {
    const own = openStorage('https://chat.example.com');
    const area = useStorageArea();
    const lent = lendStorage(own);
    const getToken = identityTokens(
      { scope: 'visitor', token: undefined, isKnown: () => false },
      { ...parts(), storage: lent },
    );
    createVisitor.mockImplementationOnce(async () => {
      lent.end();
      return visitor;
    });
    await getToken(ask);
    expect(Object.keys(area)).toEqual([]);
  });
});

describe('a user who the page names', () => {
  test('[S1] the page is asked again a minute before the token ends, not earlier', async () => {
    const next = aToken({ sub: 'alice', exp: exp + HOUR_SECONDS });
    const page = vi.fn(async () => next);
    source = page;
    const getToken = aliceTokens();
    now = (exp - 61) * 1_000;
    expect(await getToken(ask)).toBe(alice);
    expect(page).not.toHaveBeenCalled();
    now = (exp - 59) * 1_000;
    expect(await getToken(ask)).toBe(next);
    expect(page).toHaveBeenCalledTimes(1);
  });

  test('[S1] the page is asked again when the server refused the token, once for all who ask', async () => {
    const page = vi.fn(async () => alice);
    source = page;
    const getToken = aliceTokens();
    await Promise.all([getToken(askAgain), getToken(askAgain)]);
    expect(page).toHaveBeenCalledTimes(1);
  });

  test('[S1] the page may have said a fresh token of the same user in the meantime', async () => {
    const getToken = aliceTokens();
    source = aToken({ sub: 'alice', exp: exp + HOUR_SECONDS });
    now = (exp - 59) * 1_000;
    expect(await getToken(ask)).toBe(source);
  });

  test.each([1, -1])(
    'with a clock wrong by %i day: the page is not asked for each request',
    async (days) => {
      const page = vi.fn(async () => alice);
      source = page;
      now += days * DAY_SECONDS * 1_000;
      const getToken = aliceTokens();
      for (const _request of [1, 2, 3]) expect(await getToken(ask)).toBe(alice);
      expect(page).not.toHaveBeenCalled();
      expect(await getToken(askAgain)).toBe(alice);
      for (const _request of [1, 2, 3]) await getToken(ask);
      expect(page).toHaveBeenCalledTimes(1);
    },
  );

  test('who turns out to be somebody else gets nothing of the first', async () => {
    source = aToken({ sub: 'bob' });
    await expect(aliceTokens()(askAgain)).rejects.toMatchObject({ code: 'unauthorized' });
    source = () => null;
    await expect(aliceTokens()(askAgain)).rejects.toMatchObject({ code: 'unauthorized' });
    expect(onOther).toHaveBeenCalledTimes(2);
  });

  test('is the same after the page failed once', async () => {
    const page = vi.fn<() => Promise<string>>().mockRejectedValueOnce(new Error('503'));
    source = page.mockResolvedValue(alice);
    const getToken = aliceTokens();
    await expect(getToken(askAgain)).rejects.toThrow('503');
    expect(await getToken(askAgain)).toBe(alice);
    expect(onOther).not.toHaveBeenCalled();
  });
});
