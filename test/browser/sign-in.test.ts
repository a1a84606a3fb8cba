import { createHash, randomUUID } from 'node:crypto';
import type { Page, Request } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { accessibilityFindings } from '../support/accessibility.ts';
import { dashboardOn } from '../support/dashboard.ts';
import { call } from '../support/http-client.ts';
import type { User } from '../support/people.ts';
import { openStage } from '../support/stage.ts';

const HOUR_MS = 3_600_000;
const TOKEN = '**/oauth2/token';

const stage = await openStage();
const { run } = stage;
let user: User;
beforeAll(async () => {
  user = await stage.signedInUser({ name: 'Alice Moss' });
  const page = { url: 'https://shop.example/tents', title: 'Tents', language: 'de' };
  const body = { content: 'Hello!', client_id: randomUUID(), page };
  await call(run.url, 'POST /api/support_chat/messages', { token: user.token, body });
});
const chatUrl = () => `${run.url}/admin/chats/${user.chat_id}`;
const signInButton = (page: Page) => page.getByRole('button', { name: 'Sign in' });
const choice = (page: Page, name: string) => page.getByRole('button', { name });

const formOf = (request: Request | undefined) => new URLSearchParams(request?.postData() ?? '');

/** Records the requests for tokens from now on. */
function tokenRequests(page: Page): Request[] {
  const requests: Request[] = [];
  page.on(
    'request',
    (request) => request.url().endsWith('/oauth2/token') && requests.push(request),
  );
  return requests;
}

async function openSignedIn(expected?: (text: string) => boolean) {
  const opened = await stage.window({ viewport: { width: 1_400, height: 900 }, expected });
  const dashboard = dashboardOn(opened.page);
  await opened.page.clock.install();
  await opened.page.goto(chatUrl());
  await signInButton(opened.page).click();
  await choice(opened.page, 'Ada').click();
  await dashboard.messages.getByText('Hello!').waitFor();
  await dashboard.live.waitFor();
  return { ...opened, dashboard };
}

test('[A1] signing in takes a code and its proof, and leads back to the page one came for', async () => {
  const { page } = await stage.window();
  const tokens = tokenRequests(page);
  await page.goto(chatUrl());
  await signInButton(page).click();
  await choice(page, 'Ada').waitFor();
  const asked = new URL(page.url()).searchParams;
  expect(asked.get('response_type')).toBe('code');
  expect(asked.get('code_challenge_method')).toBe('S256');
  await choice(page, 'Ada').click();
  await dashboardOn(page).messages.getByText('Hello!').waitFor();
  expect(page.url()).toBe(chatUrl());
  const form = formOf(tokens[0]);
  const proof = createHash('sha256').update(form.get('code_verifier') ?? '');
  expect(proof.digest('base64url')).toBe(asked.get('code_challenge'));
  expect(form.has('client_secret')).toBe(false);
});

test('[A1] a sign-in is renewed before it ends, without leaving the page', async () => {
  const { page } = await openSignedIn();
  const tokens = tokenRequests(page);
  await page.evaluate(() => Object.assign(window, { isSamePage: true }));
  await page.clock.setSystemTime(Date.now() + HOUR_MS - 30_000);
  await page.getByRole('tab', { name: 'Archived' }).click();
  await page.getByText('No archived chats').waitFor();
  await page.getByRole('tab', { name: 'Active' }).click();
  await dashboardOn(page).row(user.email).waitFor();
  expect(tokens.map((request) => formOf(request).get('grant_type'))).toEqual(['refresh_token']);
  expect(await page.evaluate(() => 'isSamePage' in window)).toBe(true);
});

test('[A1] a sign-in that has ended leads back to the same chat, with its draft', async () => {
  const { page, dashboard } = await openSignedIn((text) => /400/.test(text));
  await dashboard.box.fill('Let me look that up');
  await page.route(TOKEN, (route) =>
    route.fulfill({ status: 400, json: { error: 'invalid_grant' } }),
  );
  // The clock stays wrong, which must not end the next sign-in as well.
  await page.clock.setSystemTime(Date.now() + 2 * HOUR_MS);
  await page.getByRole('tab', { name: 'Archived' }).click();
  await choice(page, 'Ada').waitFor();
  await page.unroute(TOKEN);
  await choice(page, 'Ada').click();
  await dashboard.messages.getByText('Hello!').waitFor();
  expect(new URL(page.url()).pathname).toBe(new URL(chatUrl()).pathname);
  expect(await dashboard.box.inputValue()).toBe('Let me look that up');
  await dashboard.live.waitFor();
});

test('[A1] signing out leaves nothing in the tab, and Back shows nothing', async () => {
  const { page, dashboard } = await openSignedIn();
  await dashboard.box.fill('Half an answer');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await signInButton(page).waitFor();
  const kept = await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }));
  expect(kept).not.toMatch(/Half an answer|sign-in|eyJ/);
  await page.goBack();
  await signInButton(page).or(choice(page, 'Ada')).first().waitFor();
  expect(await dashboard.messages.count()).toBe(0);
});

test('[A1] a user who is no admin is told so, and can sign out', async () => {
  const { page } = await stage.window({ expected: /403/ });
  await dashboardOn(page).signIn(run.url, 'Mallory');
  await page.getByText('You are signed in as Mallory, but have no admin rights.').waitFor();
  expect(await accessibilityFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await signInButton(page).waitFor();
});

test('[A1] when a server cannot be reached, the dashboard says so and can retry', async () => {
  const { page } = await stage.window({ expected: /403|net::ERR/ });
  await page.route('**/admin/config.json', (route) => route.fulfill({ status: 403, body: '' }));
  await page.goto(chatUrl());
  await page.getByRole('heading', { name: 'The dashboard could not be loaded' }).waitFor();
  expect(await accessibilityFindings(page)).toEqual([]);
  await page.unroute('**/admin/config.json');
  await page.getByRole('button', { name: 'Try again' }).click();

  await page.route('**/.well-known/**', (route) => route.abort());
  await signInButton(page).click();
  await page.getByRole('alert').getByText('The sign-in page cannot be reached.').waitFor();
  expect(await accessibilityFindings(page)).toEqual([]);
  await page.unroute('**/.well-known/**');

  await page.route(TOKEN, (route) => route.abort());
  await signInButton(page).click();
  await choice(page, 'Ada').click();
  await page.getByRole('heading', { name: 'Sign-in failed' }).waitFor();
  await page.unroute(TOKEN);
  await page.getByRole('button', { name: 'Try again' }).click();
  await signInButton(page).click();
  await choice(page, 'Ada').click();
  await dashboardOn(page).live.waitFor();
});

test('the scope for renewing is requested where the issuer supports it, or as the settings say', async () => {
  const isRefusedScope = (text: string) => text.includes('400');
  const { page } = await stage.window({ expected: isRefusedScope });
  const asked = async () => {
    await page.goto(chatUrl());
    const authorize = page.waitForRequest('**/oauth2/authorize?*');
    await signInButton(page).click();
    const url = (await authorize).url();
    // Otherwise the next navigation starts before this one has ended.
    await page.waitForURL('**/oauth2/authorize?*');
    return new URL(url).searchParams.get('scope');
  };
  expect(await asked()).toBe('openid email profile');

  await page.route('**/.well-known/openid-configuration', async (route) => {
    const response = await route.fetch();
    const document = await response.json();
    const scopes_supported = [...document.scopes_supported, 'offline_access'];
    await route.fulfill({ response, json: { ...document, scopes_supported } });
  });
  expect(await asked()).toBe('openid email profile offline_access');

  await page.route('**/admin/config.json', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), scope: 'openid staff' } });
  });
  expect(await asked()).toBe('openid staff');
});

test('[S6] the dashboard requests nothing from other hosts and violates no rule of its policy', async () => {
  const violations: string[] = [];
  const requests = new Set<string>();
  const { page } = await stage.window({
    viewport: { width: 1_400, height: 900 },
    expected: /404/,
  });
  const dashboard = dashboardOn(page);
  await page.exposeFunction('noteViolation', (text: string) => violations.push(text));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      // @ts-expect-error the test's own
      void window.noteViolation(`${event.violatedDirective} forbids ${event.blockedURI}`);
    });
  });
  page.context().on('request', (request) => requests.add(new URL(request.url()).host));
  page.on('websocket', (socket) => requests.add(new URL(socket.url()).host));
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.url() === `${run.url}/admin/`),
    dashboard.signIn(run.url),
  ]);
  await dashboard.row(user.email).click();
  await dashboard.messages.getByText('Hello!').waitFor();
  await dashboard.write('Good morning! https://example.com');
  await dashboard.messages.getByText('Good morning!').waitFor();
  const card = page.getByRole('complementary', { name: 'Who is this' });
  await card.getByText('German').waitFor();
  const saved = page.waitForEvent('download');
  await card.getByRole('button', { name: 'Export as JSON' }).click();
  await saved;
  await card.getByRole('button', { name: 'Erase…' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('erase');
  await page.keyboard.press('Enter');
  await page.getByText(/has been erased/).waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await signInButton(page).waitFor();

  expect([...requests]).toEqual([new URL(run.url).host]);
  expect(violations).toEqual([]);
  const headers = answer.headers();
  expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self';/);
  expect(headers['content-security-policy']).not.toMatch(/unsafe|\*/);
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
  });
});
