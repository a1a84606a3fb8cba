import { createHash } from 'node:crypto';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { expect, test, vi } from 'vitest';
import { openState } from '../../../local/state.ts';
import { startIssuer } from './a-sign-in.ts';

const verifier = 'v'.repeat(50);
const challenge = createHash('sha256').update(verifier).digest('base64url');

type Started = Awaited<ReturnType<typeof startIssuer>>;
type Fields = Record<string, string>;

const authorizeFields = ({ callback }: Started, more: Fields = {}): Fields => ({
  response_type: 'code',
  client_id: 'staff',
  redirect_uri: callback,
  scope: 'openid email profile',
  state: 'my-state',
  nonce: 'my-nonce',
  code_challenge: challenge,
  code_challenge_method: 'S256',
  ...more,
});

async function choose(started: Started, person: string): Promise<URL> {
  const body = new URLSearchParams({ ...authorizeFields(started), person });
  const url = `${started.issuer}/oauth2/authorize`;
  const answer = await fetch(url, { method: 'POST', body, redirect: 'manual' });
  expect(answer.status).toBe(303);
  return new URL(answer.headers.get('location') ?? '');
}

async function askTokens({ issuer, callback }: Started, fields: Fields) {
  const body = new URLSearchParams({ client_id: 'staff', redirect_uri: callback, ...fields });
  const answer = await fetch(`${issuer}/oauth2/token`, { method: 'POST', body });
  return { status: answer.status, tokens: await answer.json(), headers: answer.headers };
}

async function signIn(started: Started, person: string) {
  const code = (await choose(started, person)).searchParams.get('code') ?? '';
  const grant = { grant_type: 'authorization_code', code, code_verifier: verifier };
  return { code, grant, ...(await askTokens(started, grant)) };
}

test('[A1] the page offers who may sign in, and the first choice has the focus', async () => {
  const started = await startIssuer();
  const query = new URLSearchParams(authorizeFields(started, { state: '"><script>' }));
  const answer = await fetch(`${started.issuer}/oauth2/authorize?${query}`);
  const page = await answer.text();
  expect(answer.status).toBe(200);
  for (const choice of ['Ada (admin)', 'Grace (admin)', 'Mallory (no admin)']) {
    expect(page).toContain(choice);
  }
  expect(page.match(/autofocus/g)).toHaveLength(1);
  expect(page).not.toContain('"><script>');
});

test('[A1] a code with its verifier gives tokens as the user pool makes them', async () => {
  const started = await startIssuer();
  const back = await choose(started, 'ada');
  expect(back.href.startsWith(started.callback)).toBe(true);
  expect(back.searchParams.get('state')).toBe('my-state');
  const { tokens, headers } = await signIn(started, 'ada');
  expect(headers.get('cache-control')).toBe('no-store');
  const keys = createRemoteJWKSet(new URL(`${started.issuer}/.well-known/jwks.json`));
  const { payload } = await jwtVerify(tokens.id_token, keys, {
    issuer: started.issuer,
    audience: 'staff',
    algorithms: ['RS256'],
  });
  expect(payload).toMatchObject({
    sub: 'ada',
    token_use: 'id',
    email: 'ada@example.com',
    name: 'Ada',
    nonce: 'my-nonce',
    'cognito:groups': ['admins'],
    exp: (payload.iat ?? 0) + 3_600,
  });
  expect(decodeJwt(tokens.access_token)).toMatchObject({
    token_use: 'access',
    client_id: 'staff',
    'cognito:groups': ['admins'],
  });
});

test('tokens live as long as the template says', async () => {
  const client = {
    IdTokenValidity: 5,
    AccessTokenValidity: 90,
    TokenValidityUnits: { IdToken: 'minutes', AccessToken: 'seconds' },
  };
  const { tokens } = await signIn(await startIssuer({ client }), 'ada');
  const lifeOf = (token: string) => {
    const { exp = 0, iat = 0 } = decodeJwt(token);
    return exp - iat;
  };
  expect(lifeOf(tokens.id_token)).toBe(300);
  expect(lifeOf(tokens.access_token)).toBe(90);
});

test('[L3] who is no admin is in no group', async () => {
  const { tokens } = await signIn(await startIssuer(), 'mallory');
  expect(decodeJwt(tokens.id_token)).not.toHaveProperty('cognito:groups');
});

test('[L3] a code works once', async () => {
  const started = await startIssuer();
  const { grant } = await signIn(started, 'ada');
  expect(await askTokens(started, grant)).toMatchObject({
    status: 400,
    tokens: { error: 'invalid_grant' },
  });
});

test.each([
  ['another verifier', { code_verifier: 'w'.repeat(50) }, 'invalid_grant'],
  ['another address', { redirect_uri: 'http://localhost/elsewhere' }, 'invalid_grant'],
  ['another client', { client_id: 'other' }, 'invalid_client'],
  ['another grant', { grant_type: 'password' }, 'invalid_request'],
])('[L3] a code with %s gives nothing', async (_, more, error) => {
  const started = await startIssuer();
  const code = (await choose(started, 'ada')).searchParams.get('code') ?? '';
  const grant = { grant_type: 'authorization_code', code, code_verifier: verifier, ...more };
  expect(await askTokens(started, grant)).toMatchObject({ status: 400, tokens: { error } });
});

test.each([
  ['an unknown client', { client_id: 'other' }],
  ['an unknown callback', { redirect_uri: 'https://evil.example/admin/' }],
  ['an implicit flow', { response_type: 'token' }],
  ['a plain challenge', { code_challenge_method: 'plain' }],
  ['a scope that the client may not ask for', { scope: 'openid aws.cognito.signin.user.admin' }],
])('[L3] %s is refused without a redirect', async (_, more) => {
  const started = await startIssuer();
  const query = new URLSearchParams(authorizeFields(started, more));
  const answer = await fetch(`${started.issuer}/oauth2/authorize?${query}`, { redirect: 'manual' });
  expect(answer.status).toBe(400);
});

test('[A1] both names of this computer may be the callback', async () => {
  const started = await startIssuer();
  const redirect_uri = started.callback.replace('localhost', '127.0.0.1');
  const query = new URLSearchParams(authorizeFields(started, { redirect_uri }));
  expect((await fetch(`${started.issuer}/oauth2/authorize?${query}`)).status).toBe(200);
});

test('[A1] a refresh token gives new tokens, after a restart too', async () => {
  const state = openState(undefined);
  const first = await startIssuer({ state });
  const { tokens } = await signIn(first, 'grace');
  const grant = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token };
  const renewed = await askTokens(first, grant);
  expect(decodeJwt(renewed.tokens.id_token)).toMatchObject({ sub: 'grace' });
  expect(renewed.tokens).not.toHaveProperty('refresh_token');
  const stolen = { ...grant, refresh_token: tokens.access_token };
  expect((await askTokens(first, stolen)).status).toBe(400);
  const second = await startIssuer({ state });
  const keys = (started: Started) =>
    fetch(`${started.issuer}/.well-known/jwks.json`).then((answer) => answer.json());
  expect(await keys(second)).toEqual(await keys(first));
});

test('[A1] renewing is no new sign-in: the time of that stays', async () => {
  const started = await startIssuer();
  const { tokens } = await signIn(started, 'ada');
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 });
  const grant = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token };
  const renewed = await askTokens(started, grant).finally(vi.useRealTimers);
  const { auth_time, iat = 0 } = decodeJwt(tokens.id_token);
  expect(decodeJwt(renewed.tokens.id_token)).toMatchObject({ auth_time, iat: iat + 60 });
});

test('[A1] the user info tells who signed in', async () => {
  const started = await startIssuer();
  const { tokens } = await signIn(started, 'ada');
  const ask = (token: string) =>
    fetch(`${started.issuer}/oauth2/userInfo`, { headers: { authorization: `Bearer ${token}` } });
  expect(await (await ask(tokens.access_token)).json()).toMatchObject({ email: 'ada@example.com' });
  expect((await ask(tokens.id_token)).status).toBe(401);
});

test('[A1] signing out leads back only by the parameters that Cognito knows', async () => {
  const { issuer, callback } = await startIssuer();
  const status = async (query: Fields) => {
    const url = `${issuer}/logout?${new URLSearchParams(query)}`;
    return (await fetch(url, { redirect: 'manual' })).status;
  };
  expect(await status({ client_id: 'staff', logout_uri: callback })).toBe(302);
  expect(await status({ post_logout_redirect_uri: callback })).toBe(400);
  expect(await status({ client_id: 'staff', logout_uri: 'https://evil.example/' })).toBe(400);
});

test('[A1] pages of any origin may ask for the discovery document and for tokens', async () => {
  const { issuer } = await startIssuer();
  for (const path of ['/.well-known/openid-configuration', '/oauth2/token']) {
    const headers = { origin: 'https://a.example', 'access-control-request-method': 'POST' };
    const answer = await fetch(issuer + path, { method: 'OPTIONS', headers });
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  }
  const discovery = await (await fetch(`${issuer}/.well-known/openid-configuration`)).json();
  expect(discovery).toMatchObject({ issuer, token_endpoint: `${issuer}/oauth2/token` });
});
