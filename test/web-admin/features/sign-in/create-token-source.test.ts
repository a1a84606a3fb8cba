import { expect, test, vi } from 'vitest';
import {
  createTokenSource,
  type IdToken,
} from '../../../../web-admin/features/sign-in/create-token-source.ts';
import { SignInError } from '../../../../web-admin/shared/session/signed-in.ts';

const NOW = 1_000_000_000;
const MINUTE_MS = 60_000;
const aToken = (text: string, minutesLeft: number): IdToken => ({
  text,
  expiresAtMs: NOW + minutesLeft * MINUTE_MS,
});

function aSource(part: {
  token?: IdToken;
  signedInAtMs?: number;
  refresh?: () => Promise<IdToken | null>;
}) {
  const refresh = vi.fn(part.refresh ?? (async () => aToken('renewed', 60)));
  const signInAgain = vi.fn(async () => {});
  const getToken = createTokenSource({
    token: part.token ?? aToken('first', 60),
    signedInAtMs: part.signedInAtMs ?? null,
    now: () => NOW,
    refresh,
    signInAgain,
  });
  return { getToken, refresh, signInAgain };
}

test('[A1] a token that lasts is used as it is', async () => {
  const { getToken, refresh } = aSource({});
  expect(await getToken({ renew: false })).toBe('first');
  expect(refresh).not.toHaveBeenCalled();
});

test('[A1] a token is renewed before it expires, once for all who ask', async () => {
  const { getToken, refresh } = aSource({ token: aToken('first', 0.5) });
  const both = Promise.all([getToken({ renew: false }), getToken({ renew: false })]);
  expect(await both).toEqual(['renewed', 'renewed']);
  expect(refresh).toHaveBeenCalledTimes(1);
  expect(await getToken({ renew: false })).toBe('renewed');
});

test('[A1] a token that the server refused is renewed at once', async () => {
  const { getToken } = aSource({});
  expect(await getToken({ renew: true })).toBe('renewed');
});

test('[A1] without a renewal there is a new sign-in', async () => {
  const { getToken, signInAgain } = aSource({
    token: aToken('first', -1),
    refresh: async () => null,
  });
  await expect(getToken({ renew: false })).rejects.toThrow(SignInError);
  expect(signInAgain).toHaveBeenCalledTimes(1);
});

test('[A1] an issuer that renews with the token of before leads to a new sign-in', async () => {
  const old = aToken('first', -1);
  const { getToken, signInAgain } = aSource({ token: old, refresh: async () => old });
  await expect(getToken({ renew: false })).rejects.toThrow(SignInError);
  expect(signInAgain).toHaveBeenCalledTimes(1);
});

test('[A1] a server that refuses a fresh sign-in does not send people in circles', async () => {
  const { getToken, signInAgain } = aSource({
    signedInAtMs: NOW - 1_000,
    refresh: async () => null,
  });
  await expect(getToken({ renew: true })).rejects.toThrow(SignInError);
  expect(signInAgain).not.toHaveBeenCalled();
});

test('[A1] an issuer out of reach neither signs out nor wastes what is left of a token', async () => {
  const refresh = async () => {
    throw new TypeError('Failed to fetch');
  };
  const lasting = aSource({ token: aToken('first', 0.5), refresh });
  expect(await lasting.getToken({ renew: false })).toBe('first');
  const expired = aSource({ token: aToken('first', -1), refresh });
  await expect(expired.getToken({ renew: false })).rejects.toThrow('Failed to fetch');
  expect(expired.signInAgain).not.toHaveBeenCalled();
});
