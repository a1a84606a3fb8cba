import { createServer, type Server } from 'node:http';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAdminVerifier, isIssuedToken } from '../../../functions/identity/admin-verifier.ts';
import { adminOf, claimsOfVerifiedToken } from '../../../functions/identity/admins.ts';

const right = { ADMIN_CLAIM: 'cognito:groups', ADMIN_CLAIM_VALUE: 'admins' };
const NOW = new Date();

describe('[A1] the right to be an admin', () => {
  test.each([
    ['a list', ['editors', 'admins']],
    ['a list of one', ['admins']],
    ['a single value', 'admins'],
  ])('is read from %s', (_form, groups) => {
    expect(adminOf({ sub: 'ada', name: 'Ada', 'cognito:groups': groups }, right)).toEqual({
      kind: 'admin',
      id: 'ada',
      email: null,
      name: 'Ada',
    });
  });

  test('may have a name of several words', () => {
    const team = { ...right, ADMIN_CLAIM_VALUE: 'Support Team' };
    for (const groups of [['Support Team'], ['a b', 'Support Team'], 'Support Team']) {
      expect(adminOf({ sub: 'ada', 'cognito:groups': groups }, team).id).toBe('ada');
    }
  });

  test.each([
    [undefined],
    [[]],
    [['editors']],
    ['administrators'],
    ['shop admins'],
    [['shop admins']],
    ['not admins'],
    ['[admins]'],
    ['editors,admins'],
    [[['admins']]],
    [{ admins: true }],
  ])('is not granted by %j', (groups) => {
    expect(() => adminOf({ sub: 'mallory', 'cognito:groups': groups }, right)).toThrow(
      expect.objectContaining({ code: 'forbidden' }),
    );
  });

  test('is not granted to an id that cannot be stored', () => {
    for (const sub of ['half \ud83d', 'x'.repeat(256), '']) {
      expect(() => adminOf({ sub, 'cognito:groups': ['admins'] }, right)).toThrow(
        expect.objectContaining({ code: 'unauthorized' }),
      );
    }
  });

  test('gives a name that users may see, never the whole address', () => {
    const claims = { sub: 'ada', email: 'ada@shop.example', 'cognito:groups': 'admins' };
    expect(adminOf(claims, right).name).toBe('ada');
  });
});

describe('[A1] a token that the gateway has verified', () => {
  const secret = new TextEncoder().encode('the gateway alone knows whose key this is');
  const tokenOf = (claims: JWTPayload) =>
    new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(secret);
  const claims = { sub: 'ada', iss: 'https://issuer.example', iat: 1_000, exp: 2_000 };
  /** As the gateway hands them over. */
  const asText = { sub: 'ada', iss: 'https://issuer.example', iat: '1000', exp: '2000' };

  test('contains the groups of the admin', async () => {
    const groups = ['shop admins', 'Support Team'];
    const token = await tokenOf({ ...claims, 'cognito:groups': groups });
    const verified = { ...asText, 'cognito:groups': '[shop admins Support Team]' };
    expect(claimsOfVerifiedToken(token, verified)['cognito:groups']).toEqual(groups);
  });

  test.each([
    ['of somebody else', { sub: 'mallory' }],
    ['of another issuer', { iss: 'https://evil.example' }],
    ['of another time', { iat: 1_001 }],
    ['with another end', { exp: 9_000 }],
  ])('is not mistaken for one %s', async (_what, other) => {
    const token = await tokenOf({ ...claims, ...other, 'cognito:groups': ['admins'] });
    expect(() => claimsOfVerifiedToken(token, asText)).toThrow(
      expect.objectContaining({ code: 'unauthorized' }),
    );
  });

  test('is rejected if the gateway verified none, or if it is not a token', async () => {
    const token = await tokenOf({ 'cognito:groups': ['admins'] });
    for (const [text, verified] of [
      [token, {}],
      ['nonsense', asText],
      ['', {}],
    ] as const) {
      expect(() => claimsOfVerifiedToken(text, verified)).toThrow(
        expect.objectContaining({ code: 'unauthorized' }),
      );
    }
  });
});

describe('[S2] an admin’s token at the socket', () => {
  let issuer: Server;
  let url: string;
  let sign: (token?: Record<string, unknown>) => Promise<string>;
  let signForeign: () => Promise<string>;

  beforeAll(async () => {
    const { privateKey, publicKey } = await generateKeyPair('RS256');
    const foreign = await generateKeyPair('RS256');
    const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'RS256' };
    issuer = createServer((request, response) => {
      const answers: Record<string, object> = {
        '/keys': { keys: [jwk] },
        '/.well-known/openid-configuration': { jwks_uri: `${url}/keys` },
      };
      const answer = answers[request.url ?? ''];
      response.writeHead(answer ? 200 : 404).end(JSON.stringify(answer));
    });
    await new Promise<void>((listening) => issuer.listen(0, '127.0.0.1', listening));
    const address = issuer.address();
    url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    const make = (key: typeof privateKey, claims: Record<string, unknown> = {}) =>
      new SignJWT({
        sub: 'ada',
        iss: url,
        aud: 'client-1',
        exp: Math.floor(NOW.getTime() / 1_000) + 60,
        'cognito:groups': ['admins'],
        ...claims,
      })
        .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
        .sign(key);
    sign = (claims) => make(privateKey, claims);
    signForeign = () => make(foreign.privateKey);
  });
  afterAll(() => issuer.close());

  const verify = (token: string, ADMIN_ISSUER = url) =>
    createAdminVerifier({ ...right, ADMIN_ISSUER, ADMIN_CLIENT_ID: 'client-1' })(token, NOW);

  test('is verified if the issuer ends with a slash', async () => {
    const token = await sign({ iss: `${url}/` });
    expect((await verify(token, `${url}/`)).admin.id).toBe('ada');
    await expect(verify(await sign(), `${url}/`)).rejects.toThrow();
  });

  test('is accepted if the issuer signed it for this client', async () => {
    expect((await verify(await sign())).admin.id).toBe('ada');
  });

  test('is accepted if it names this client and no audience', async () => {
    const token = await sign({ aud: undefined, client_id: 'client-1' });
    expect((await verify(token)).admin.id).toBe('ada');
  });

  test.each([
    ['another audience', { aud: 'client-2' }],
    ['another audience, asked for by this client', { aud: 'api-2', client_id: 'client-1' }],
    ['another issuer', { iss: 'https://elsewhere.example' }],
    ['an expired token', { exp: 1 }],
  ])('is rejected for %s', async (_what, claims) => {
    await expect(verify(await sign(claims))).rejects.toMatchObject({ code: 'unauthorized' });
  });

  test('is rejected if somebody else signed it', async () => {
    await expect(verify(await signForeign())).rejects.toMatchObject({ code: 'unauthorized' });
  });

  test('of a person without the right is forbidden', async () => {
    const token = await sign({ 'cognito:groups': ['editors'] });
    await expect(verify(token)).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('is distinguished from a user’s by its algorithm, and `none` is rejected', async () => {
    expect(isIssuedToken(await sign())).toBe(true);
    expect(isIssuedToken('nonsense')).toBe(false);
  });
});
