import { createServer } from 'node:http';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { headerOf } from '../../../local/gateway/http-exchange.ts';
import { createHttpApi } from '../../../local/http-gateway/http-api.ts';
import { aTemplate } from '../template/an-assembly.ts';
import { aRequest } from './a-request.ts';
import { anHttpApi } from './an-http-api.ts';
import { fakeFunctions } from './fake-functions.ts';

const keys = await generateKeyPair('RS256');
const strangers = await generateKeyPair('RS256');
const server = createServer(async (req, res) => {
  const isDiscovery = req.url === '/.well-known/openid-configuration';
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'k', alg: 'RS256' };
  res.end(JSON.stringify(isDiscovery ? { jwks_uri: `${issuer}/keys` } : { keys: [jwk] }));
});
let issuer = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  issuer = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const now = () => Math.floor(Date.now() / 1_000);
const aToken = (claims: JWTPayload = {}, key = keys.privateKey) =>
  new SignJWT({ iss: issuer, aud: 'staff', sub: 'ada', iat: now(), exp: now() + 60, ...claims })
    .setProtectedHeader({ alg: 'RS256', kid: 'k' })
    .sign(key);

async function ask(authorization: string | undefined) {
  const functions = fakeFunctions();
  const template = aTemplate({
    resources: anHttpApi({ routes: [], guarded: ['GET /api/admin'], issuer }),
  });
  const api = createHttpApi({ template, functions });
  const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
  return { answer: await api.answer(aRequest('GET /api/admin', { headers })), functions };
}

test('[A1] the claims of a good token reach the function as texts', async () => {
  const claims = { 'cognito:groups': ['admins', 'staff'], email_verified: true, exp: now() + 60 };
  const { answer, functions } = await ask(`Bearer ${await aToken(claims)}`);
  expect(answer.status).toBe(200);
  expect(functions.events).toMatchObject([
    {
      requestContext: {
        authorizer: {
          jwt: {
            claims: {
              sub: 'ada',
              aud: 'staff',
              'cognito:groups': '[admins staff]',
              email_verified: 'true',
              exp: String(claims.exp),
            },
            scopes: null,
          },
        },
      },
    },
  ]);
});

test('[A1] an access token counts by its client_id', async () => {
  const { answer } = await ask(`Bearer ${await aToken({ aud: undefined, client_id: 'staff' })}`);
  expect(answer.status).toBe(200);
});

test.each<[string, () => Promise<string | undefined>]>([
  ['no token', async () => undefined],
  ['no JWT', async () => 'Bearer nonsense'],
  ['another audience', () => aToken({ aud: 'users' })],
  ['a client_id beside another audience', () => aToken({ aud: 'other', client_id: 'staff' })],
  ['another issuer', () => aToken({ iss: 'https://elsewhere.example' })],
  ['an expired token', () => aToken({ exp: now() - 1 })],
  ['a token without an end', () => aToken({ exp: undefined })],
  ['a token that is not valid yet', () => aToken({ nbf: now() + 60 })],
  ['a signature of another key', () => aToken({}, strangers.privateKey)],
])('[S2] %s is unauthorized, and no function runs', async (_, token) => {
  const { answer, functions } = await ask(await token());
  expect(answer).toMatchObject({ status: 401, body: '{"message":"Unauthorized"}' });
  expect(headerOf(answer.headers, 'www-authenticate')).toMatch(/^Bearer/);
  expect(functions.events).toEqual([]);
});
