import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createVisitor } from '../../../../web-widget/panel/live/create-visitor.ts';

const CHAT = 'https://chat.example.com';
const answer = (token: string) =>
  Response.json({ token, expires_at: '2027-01-01T00:00:00.000Z' }, { status: 201 });

let stored: string | undefined;
let turn: Promise<unknown>;
const fetched = vi.fn<typeof fetch>();
beforeEach(() => {
  stored = undefined;
  turn = Promise.resolve();
  fetched.mockReset();
  vi.stubGlobal('fetch', fetched);
  vi.stubGlobal('navigator', {
    locks: {
      request(_name: string, work: () => Promise<void>) {
        turn = turn.then(work);
        return turn;
      },
    },
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const create = async () => {
  stored = await createVisitor(CHAT, () => stored);
  return stored;
};

test('[U5] two tabs that need a visitor at once make one', async () => {
  fetched.mockImplementation(async () => answer(`token ${fetched.mock.calls.length}`));
  expect(await Promise.all([create(), create()])).toEqual(['token 1', 'token 1']);
  expect(fetched).toHaveBeenCalledTimes(1);
});

test('a stored token is renewed, not replaced', async () => {
  stored = 'old';
  fetched.mockImplementation(async () => answer('fresh'));
  expect(await create()).toBe('fresh');
  expect(fetched.mock.calls[0]?.[1]?.headers).toEqual({ authorization: 'Bearer old' });
});

test('a tab that could not make one leaves it to the next', async () => {
  fetched.mockRejectedValueOnce(new TypeError('offline'));
  fetched.mockImplementation(async () => answer('token'));
  const tries = await Promise.allSettled([create(), create()]);
  expect(tries.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
});

test('where the browser refuses locks, it goes without', async () => {
  vi.stubGlobal('navigator', {
    locks: { request: () => Promise.reject(new DOMException('denied', 'SecurityError')) },
  });
  fetched.mockImplementation(async () => answer('token'));
  expect(await create()).toBe('token');
});

test('a refusal is told by its code', async () => {
  const refusal = { error: { code: 'rate_limited', message: 'too many' } };
  fetched.mockResolvedValueOnce(Response.json(refusal, { status: 429 }));
  await expect(create()).rejects.toMatchObject({ code: 'rate_limited' });
  fetched.mockResolvedValueOnce(new Response('<p>Bad gateway</p>', { status: 502 }));
  await expect(create()).rejects.toMatchObject({ code: 'internal' });
});

test('an answer that never comes is given up', async () => {
  const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(AbortSignal.abort());
  fetched.mockImplementation(async (_url, init) => {
    init?.signal?.throwIfAborted();
    return new Promise(() => {});
  });
  await expect(create()).rejects.toThrow();
  expect(timeout).toHaveBeenCalledWith(15_000);
  timeout.mockRestore();
});
