import { SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { keysOf } from '../../../functions/identity/keys.ts';
import { issueVisitor, verifyUser } from '../../../functions/identity/users.ts';

const CURRENT = 'current-secret-that-is-long-enough-0123456789';
const PREVIOUS = 'previous-secret-that-is-long-enough-012345678';
const NOW = new Date('2026-06-01T12:00:00Z');
const HOUR = 3_600;
const keys = keysOf(JSON.stringify({ current: CURRENT, previous: PREVIOUS }));

type Token = { sub?: unknown; exp?: number; alg?: string; secret?: string } & Record<
  string,
  unknown
>;

const inSeconds = (seconds: number) => NOW.getTime() / 1_000 + seconds;

function sign({ alg = 'HS256', secret = CURRENT, ...claims }: Token = {}): Promise<string> {
  return new SignJWT(Object.assign({ sub: 'alice', exp: inSeconds(HOUR) }, claims))
    .setProtectedHeader({ alg })
    .sign(new TextEncoder().encode(secret));
}

const unsigned = (claims: Record<string, unknown>) =>
  [{ alg: 'none' }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')
    .concat('.');

describe('[S1] a user’s token', () => {
  test('identifies the user that it names', async () => {
    const token = await sign({ email: 'alice@example.com', name: 'Alice' });
    expect(await verifyUser(keys, token, NOW)).toEqual({
      user: { kind: 'signed_in', id: 'alice', email: 'alice@example.com', name: 'Alice' },
      expires_at: inSeconds(HOUR) * 1_000,
    });
  });

  test.each(["miles.o'brien@example.com", 'a/b@shop.example', 'x@xn--80a1acny.xn--p1ai'])(
    'may name the address %s',
    async (email) => {
      const { user } = await verifyUser(keys, await sign({ email }), NOW);
      expect(user).toMatchObject({ email });
    },
  );

  test('with a name that is cut in the middle of a character can be stored', async () => {
    const { user } = await verifyUser(keys, await sign({ name: 'Al \ud83d' }), NOW);
    expect(user).toMatchObject({ name: 'Al \uFFFD' });
  });

  test('with a lone surrogate in its subject is invalid', async () => {
    const token = await sign({ sub: 'al \ud83d' });
    await expect(verifyUser(keys, token, NOW)).rejects.toMatchObject({ code: 'unauthorized' });
  });

  test('needs neither email nor name', async () => {
    const { user } = await verifyUser(keys, await sign(), NOW);
    expect(user).toEqual({ kind: 'signed_in', id: 'alice', email: null, name: null });
  });

  test('[S2] may be signed with the previous secret while it is being rotated', async () => {
    const token = await sign({ secret: PREVIOUS });
    expect((await verifyUser(keys, token, NOW)).user.id).toBe('alice');
    const rotated = keysOf(JSON.stringify({ current: CURRENT }));
    await expect(verifyUser(rotated, token, NOW)).rejects.toMatchObject({
      code: 'unauthorized',
    });
  });
});

describe('[S2] is rejected:', () => {
  const refused: Record<string, () => Promise<string> | string> = {
    'a wrong signature': () => sign({ secret: 'another-secret-that-is-long-enough-012345678' }),
    'a changed payload': async () => {
      const [head, , signature] = (await sign()).split('.');
      const payload = Buffer.from(JSON.stringify({ sub: 'bob', exp: inSeconds(HOUR) }));
      return [head, payload.toString('base64url'), signature].join('.');
    },
    'algorithm none': () => unsigned({ sub: 'alice', exp: inSeconds(HOUR) }),
    'another HMAC algorithm': () => sign({ alg: 'HS512' }),
    'an expired token': () => sign({ exp: inSeconds(-1) }),
    'a token without an end': () => sign({ exp: undefined }),
    'a life longer than 24 hours': () => sign({ exp: inSeconds(25 * HOUR) }),
    'another audience': () => sign({ aud: 'billing' }),
    'no subject': () => sign({ sub: undefined }),
    'an empty subject': () => sign({ sub: '' }),
    'a subject that is no text': () => unsigned({ sub: 7, exp: inSeconds(HOUR) }),
    'a signed subject that is no text': () => sign({ sub: ['alice'] }),
    'a subject of 129 characters': () => sign({ sub: 'a'.repeat(129) }),
    'a user posing as a visitor': () => sign({ sub: 'visitor:1' }),
    'an address that is none': () => sign({ email: 'nobody' }),
    'an address that ends its line': () => sign({ email: 'a@x.example\r\nBcc: b@y.example' }),
    'two addresses': () => sign({ email: 'a@x.example,b@y.example' }),
    'no token at all': () => 'nonsense',
    'an empty text': () => '',
  };

  test.each(Object.entries(refused))('%s', async (_what, make) => {
    await expect(verifyUser(keys, await make(), NOW)).rejects.toMatchObject({
      code: 'unauthorized',
    });
  });

  test('a visitor’s token that was changed into a signed-in user’s', async () => {
    const { token } = await issueVisitor(keys, NOW, 'alice');
    await expect(verifyUser(keys, token, NOW)).rejects.toMatchObject({ code: 'unauthorized' });
  });
});

describe('[H5] a visitor', () => {
  test('gets a token that is valid for half a year', async () => {
    const { token, expires_at } = await issueVisitor(keys, NOW);
    const { user } = await verifyUser(keys, token, NOW);
    expect(user).toEqual({
      kind: 'visitor',
      id: expect.stringMatching(/^visitor:[\da-f-]{36}$/),
    });
    await expect(verifyUser(keys, token, new Date(expires_at))).rejects.toMatchObject({
      code: 'unauthorized',
    });
  });

  test('is a new one each time', async () => {
    const subjects = await Promise.all(
      [1, 2].map(async () => {
        const { token } = await issueVisitor(keys, NOW);
        return (await verifyUser(keys, token, NOW)).user.id;
      }),
    );
    expect(new Set(subjects).size).toBe(2);
  });
});
