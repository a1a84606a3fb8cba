import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { accessibilityFindings } from '../support/accessibility.ts';
import { dashboardOn } from '../support/dashboard.ts';
import { openStage } from '../support/stage.ts';
import { waitUntil } from '../support/wait-until.ts';
import type { WindowOptions } from '../support/window.ts';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const SLEEP_MS = 20 * 60_000;

const stage = await openStage();
const { run } = stage;

async function aWindow(options?: WindowOptions) {
  const { page } = await stage.window(options);
  return { page, dashboard: dashboardOn(page) };
}

const focusedName = (page: Page) =>
  page.evaluate(() => {
    const focused = document.activeElement;
    return focused?.getAttribute('aria-label') ?? focused?.textContent ?? '';
  });

/** Presses a key until an element with this name has the focus. */
async function tabTo(page: Page, name: RegExp, key = 'Tab'): Promise<void> {
  await waitUntil(`${name} to have the focus`, async () => {
    if (name.test(await focusedName(page))) return true;
    await page.keyboard.press(key);
    return false;
  });
}

test('[A6] a chat is found, replied to, archived and restored by keyboard alone', async () => {
  const user = await stage.signedInUser();
  await user.write('Do you ship to Norway?');
  const { page, dashboard } = await aWindow();
  await page.goto(`${run.url}/admin/`);
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  await tabTo(page, /^Sign in$/);
  await page.keyboard.press('Enter');
  await page.getByText('Ada').first().waitFor();
  await tabTo(page, /Ada/);
  await page.keyboard.press('Enter');
  await dashboard.row(user.email).waitFor();

  await page.keyboard.press('/');
  await page.keyboard.type(user.email.slice(0, 12));
  await page.keyboard.press('Enter');
  // Without waiting for the results.
  await page.keyboard.press('ArrowDown');
  await waitUntil('the search', () => new URL(page.url()).searchParams.get('q') !== null);
  await tabTo(page, new RegExp(user.email), 'ArrowDown');
  await page.keyboard.press('Enter');
  await waitUntil('the reply box', async () => (await focusedName(page)) === 'Reply');
  await dashboard.messages.getByText('Do you ship to Norway?').waitFor();
  await page.keyboard.type('We do.');
  await page.keyboard.press('Enter');
  await dashboard.messages.getByText('We do.').waitFor();

  await page.keyboard.press('Escape');
  expect(await focusedName(page)).toBe('Messages');
  await page.keyboard.press('e');
  await dashboard.row(user.email).waitFor({ state: 'detached' });
  await page.keyboard.press('/');
  await page.keyboard.press('Escape');
  await tabTo(page, /^Active/);
  await page.keyboard.press('ArrowRight');
  await dashboard.row(user.email).waitFor();
  await tabTo(page, new RegExp(user.email));
  await page.keyboard.press('Enter');
  await dashboard.messages.getByText('We do.').waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('e');
  await dashboard.row(user.email).waitFor({ state: 'detached' });
  await tabTo(page, /^Archived/);
  await page.keyboard.press('ArrowLeft');
  await dashboard.row(user.email).waitFor();
});

test.each(['light', 'dark'] as const)(
  'on a phone a chat is replied to and archived, %s',
  async (colorScheme) => {
    const user = await stage.signedInUser();
    await user.write('Is the tent light enough?');
    const { page, dashboard } = await aWindow({ ...PHONE, colorScheme });
    await dashboard.signIn(run.url);
    await dashboard.row(user.email).tap();
    await dashboard.messages.getByText('Is the tent light enough?').waitFor();
    expect(await dashboard.chats.isVisible()).toBe(false);
    expect(await accessibilityFindings(page)).toEqual([]);
    await dashboard.box.fill('1.2 kg.');
    await page.getByRole('button', { name: 'Send', exact: true }).tap();
    await dashboard.messages.getByText('1.2 kg.').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await page.getByRole('button', { name: 'Archive' }).tap();
    await page.getByRole('status').getByText('Archived', { exact: true }).waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    const back = page.getByRole('link', { name: 'Back to the inbox' });
    if (await back.isVisible()) await back.tap();
    await dashboard.chats.or(page.getByText('No active chats')).first().waitFor();
    expect(await dashboard.row(user.email).count()).toBe(0);
    await dashboard.tab('Archived').tap();
    await dashboard.row(user.email).waitFor();
  },
);

test('[W6, U5] after sleep the missed messages are there, once and in order, without a reload', async () => {
  const [open, other] = [await stage.signedInUser(), await stage.signedInUser()];
  await other.write('before');
  await open.write('before');
  const { page, dashboard } = await aWindow({ expected: /net::ERR|WebSocket/ });
  await page.clock.install();
  await dashboard.signIn(run.url);
  await dashboard.row(open.email).click();
  await dashboard.messages.getByText('before').waitFor();
  await dashboard.live.waitFor();
  await page.evaluate(() => Reflect.set(window, 'isSamePage', true));

  // The network is gone, and no connection was closed.
  await page.context().setOffline(true);
  for (const id of run.connections()) run.dropConnection(id);
  const missed = Array.from({ length: 60 }, (_, n) => `missed ${n}.`);
  for (const text of missed) await open.write(text);
  await other.write('missed elsewhere');
  await page.clock.fastForward(SLEEP_MS);
  await page.context().setOffline(false);

  await dashboard.messages.getByText('missed 59.').waitFor();
  await dashboard.row(other.email).getByText('missed elsewhere').waitFor();
  await dashboard.live.waitFor();
  await open.write('awake');
  await dashboard.messages.getByText('awake').waitFor();
  const shown = await dashboard.messages.getByRole('listitem').allTextContents();
  const order = shown.flatMap((text) => text.match(/before|missed \d+\.|awake/) ?? []);
  expect(order).toEqual(['before', ...missed, 'awake']);
  expect(await page.evaluate(() => Reflect.get(window, 'isSamePage'))).toBe(true);
});
