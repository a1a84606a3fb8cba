import { decodeJwt, jwtVerify } from 'jose';
import { expect, onTestFinished, test } from 'vitest';
import { createDevApi } from '../../../local/dev-api/dev-api.ts';
import type { Email } from '../../../local/email/outbox.ts';
import { startHttpFront } from '../../../local/http-front.ts';
import { aTemplate } from '../template/an-assembly.ts';

const RESOURCES = {
  Secret: { Type: 'AWS::SecretsManager::Secret' },
  Helper: { Type: 'AWS::Lambda::Function', Properties: { Role: 'r' } },
  Api: {
    Type: 'AWS::Lambda::Function',
    Properties: { Environment: { Variables: { IDENTITY_SECRET_ARN: { Ref: 'Secret' } } } },
  },
};
const SECRET_ARN = 'arn:aws:secretsmanager:us-east-1:000000000000:secret:Secret-local1';

const anEmail = (more: Partial<Email> = {}): Email => ({
  from: 'chat@shop.example',
  to: 'ann@user.example',
  subject: 'New reply',
  text: 'text part',
  html: '<p>html part</p>',
  headers: {},
  sent_at: '2026-03-01T10:00:00.000Z',
  ...more,
});

async function start({
  emails = [],
  visitors = 201,
}: {
  emails?: Email[];
  visitors?: number;
} = {}) {
  const advanced: number[] = [];
  const signed: unknown[] = [];
  const devApi = createDevApi({
    template: aTemplate({ resources: RESOURCES }),
    secrets: {
      value: (arn) => (arn === SECRET_ARN ? '{"current":"the secret","previous":""}' : ''),
    },
    signIn: {
      adminGroup: 'staff',
      token: async (person) => {
        signed.push(person);
        return 'an id token';
      },
    },
    scheduler: { advance: async (seconds) => void advanced.push(seconds) },
    clock: { now: () => Date.parse('2026-03-01T10:05:00.000Z') },
    email: { emails: () => emails },
    failures: () => [{ queue: 'q', body: 1 }],
  });
  const front = await startHttpFront({ port: 0 });
  onTestFinished(() => front.stop());
  front.onRequest(async (req, res) => {
    if (await devApi.handle(req, res)) return;
    const isVisitors = req.method === 'POST' && req.url === '/api/visitors';
    res.writeHead(isVisitors ? visitors : 404).end('{"token":"a visitor token"}');
  });
  const url = `http://127.0.0.1:${front.port}`;
  const post = async (path: string, body: unknown) => {
    const answer = await fetch(url + path, { method: 'POST', body: JSON.stringify(body) });
    return { status: answer.status, content: await answer.json() };
  };
  return { url, post, advanced, signed };
}

test('[L6] a user’s token is signed with the secret that the functions read', async () => {
  const { post } = await start();
  const claims = { sub: 'u-1', email: 'ann@user.example', name: 'Ann' };
  const { content } = await post('/_local/token', { role: 'user', ...claims });
  const key = new TextEncoder().encode('the secret');
  const { payload } = await jwtVerify(content.token, key, { algorithms: ['HS256'] });
  expect(payload).toEqual({ ...claims, iat: payload.iat, exp: (payload.iat ?? 0) + 3_600 });
});

test('[L6] a user’s token without email and name does not claim them', async () => {
  const { post } = await start();
  const { content } = await post('/_local/token', { role: 'user' });
  expect(Object.keys(decodeJwt(content.token)).sort()).toEqual(['exp', 'iat', 'sub']);
});

test('[L6] a visitor’s token comes from the running system', async () => {
  const { post } = await start();
  const { content } = await post('/_local/token', { role: 'visitor' });
  expect(content).toEqual({ token: 'a visitor token' });
  const off = await start({ visitors: 403 });
  expect((await off.post('/_local/token', { role: 'visitor' })).status).toBe(500);
});

test('[L6] an admin’s token is of the template’s group', async () => {
  const { post, signed } = await start();
  await post('/_local/token', { role: 'admin', sub: 'grace' });
  expect(signed).toMatchObject([{ sub: 'grace', groups: ['staff'] }]);
});

test('[L6] the clock moves forward, and tells the new time', async () => {
  const { post, advanced } = await start();
  const { content } = await post('/_local/clock', { advance_seconds: 300 });
  expect(content).toEqual({ now: '2026-03-01T10:05:00.000Z' });
  expect(advanced).toEqual([300]);
});

test.each([
  ['/_local/token', {}],
  ['/_local/token', { role: 'root' }],
  ['/_local/token', { role: 'user', age: 3 }],
  ['/_local/token', { role: 'user', sub: '' }],
  ['/_local/clock', { advance_seconds: -1 }],
  ['/_local/clock', { advance_seconds: '300' }],
  ['/_local/clock', undefined],
])('[L6] %s refuses %j', async (path, body) => {
  const { post, advanced } = await start();
  expect(await post(path, body)).toEqual({
    status: 400,
    content: { error: { code: 'invalid_request', message: expect.any(String) } },
  });
  expect(advanced).toEqual([]);
});

test('[L6] emails can be read by scripts', async () => {
  const { url } = await start({ emails: [anEmail()] });
  const { emails } = await (await fetch(`${url}/_local/emails.json`)).json();
  expect(emails).toEqual([anEmail()]);
});

test('[L1] the page of emails shows both parts, and lets nothing in them run', async () => {
  const subject = '<script>alert(1)</script>';
  const emails = [
    anEmail({ subject: 'first' }),
    anEmail({ subject, html: '"><script>x</script>' }),
  ];
  const { url } = await start({ emails });
  const page = await (await fetch(`${url}/_local/emails`)).text();
  expect(page).not.toContain('<script>');
  expect(page).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"');
  expect(page).toContain('text part');
  expect(page.indexOf('alert(1)')).toBeLessThan(page.indexOf('first'));
  const empty = await start();
  expect(await (await fetch(`${empty.url}/_local/emails`)).text()).toContain('None yet');
});

test('[L6] failures can be read by scripts', async () => {
  const { url } = await start();
  const answer = await fetch(`${url}/_local/failures.json`);
  expect(await answer.json()).toEqual({ failures: [{ queue: 'q', body: 1 }] });
});

test('[L6] other paths are left alone', async () => {
  const { url } = await start();
  expect((await fetch(`${url}/other`)).status).toBe(404);
  expect((await fetch(`${url}/_local/other`)).headers.get('content-type')).toMatch(/json/);
});
