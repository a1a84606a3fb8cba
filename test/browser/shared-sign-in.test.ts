import { randomUUID } from 'node:crypto';
import type { BrowserContext, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { dashboardOn } from '../support/dashboard.ts';
import { call } from '../support/http-client.ts';
import type { User } from '../support/people.ts';
import { openStage } from '../support/stage.ts';
import { waitUntil } from '../support/wait-until.ts';

const HOUR_MS = 3_600_000;

const stage = await openStage();
const { run } = stage;
let user: User;
beforeAll(async () => {
  user = await stage.signedInUser({ name: 'Alice Moss' });
  const body = { content: 'Hello!', client_id: randomUUID() };
  await call(run.url, 'POST /api/support_chat/messages', { token: user.token, body });
});

const signInButton = (page: Page) => page.getByRole('button', { name: 'Sign in' });
const chatUrl = () => `${run.url}/admin/chats/${user.chat_id}`;

/** A browser in which Ada has signed in. */
async function aSignedInBrowser(expected?: (text: string) => boolean) {
  const { page } = await stage.window({ expected });
  await page.context().clock.install();
  await dashboardOn(page).signIn(run.url);
  await dashboardOn(page).live.waitFor();
  return { page, context: page.context() };
}

async function openTab(context: BrowserContext): Promise<Page> {
  const tab = await context.newPage();
  await tab.goto(chatUrl());
  await dashboardOn(tab).messages.getByText('Hello!').waitFor();
  return tab;
}

const stored = (page: Page) =>
  page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }) + document.cookie);

test('[A1] a second tab and a chat opened in a new tab are signed in without asking', async () => {
  const { page, context } = await aSignedInBrowser();
  await openTab(context);
  const [opened] = await Promise.all([
    context.waitForEvent('page'),
    dashboardOn(page)
      .row(user.email)
      .click({ modifiers: ['ControlOrMeta'] }),
  ]);
  await dashboardOn(opened).messages.getByText('Hello!').waitFor();
  await dashboardOn(opened).live.waitFor();
  // The first tab stays where it was.
  expect(new URL(page.url()).pathname).toBe('/admin/');
});

test('[A1] signing out in one tab ends all of them, and takes what was never sent', async () => {
  const { page, context } = await aSignedInBrowser((text) => /net::ERR/.test(text));
  const other = await openTab(context);
  await dashboardOn(other).live.waitFor();
  await other.routeWebSocket('**/ws', (socket) => void socket.close());
  await other.route('**/messages', (route) => route.abort());
  for (const id of run.connections()) run.dropConnection(id);
  await dashboardOn(other).write('An answer that never went out');
  await dashboardOn(other).box.fill('Half an answer');
  await waitUntil('both to be kept', async () =>
    /never went out.*Half|Half.*never went/s.test(await stored(other)),
  );

  await page.getByRole('button', { name: 'Sign out' }).click();
  await signInButton(page).waitFor();
  await signInButton(other).waitFor();
  for (const tab of [page, other]) {
    expect(await stored(tab)).not.toMatch(/never went out|Half an answer|sign-in|eyJ/);
  }
  await waitUntil('no connection', () => run.connections().length === 0);
  // Signing in again signs in every tab that waits for it.
  await signInButton(page).click();
  await page.getByRole('button', { name: 'Ada' }).click();
  await dashboardOn(page).live.waitFor();
  await dashboardOn(other).messages.getByText('Hello!').waitFor();
  expect(await dashboardOn(other).box.inputValue()).toBe('');
});

test('[A1] several tabs renew one sign-in without spending anything twice', async () => {
  const { page, context } = await aSignedInBrowser();
  const tabs = [page, await openTab(context), await openTab(context)];
  const spent: (string | null)[] = [];
  await context.route('**/oauth2/token', async (route) => {
    spent.push(new URLSearchParams(route.request().postData() ?? '').get('refresh_token'));
    await route.fallback();
  });
  await context.clock.setSystemTime(Date.now() + HOUR_MS - 30_000);
  await Promise.all(
    tabs.map(async (tab) => {
      await tab.getByRole('tab', { name: 'Archived' }).click();
      await tab.getByText('No archived chats').waitFor();
    }),
  );
  expect(spent).toHaveLength(1);
});

test('[A1] a sign-in ends with the browser', async () => {
  const { page, context } = await aSignedInBrowser();
  await page.close();
  // What a browser removes when it is closed.
  await context.clearCookies();
  const next = await context.newPage();
  await next.goto(chatUrl());
  await signInButton(next).waitFor();
  expect(await stored(next)).not.toMatch(/eyJ/);
});
