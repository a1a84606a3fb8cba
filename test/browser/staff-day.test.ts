import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { accessibilityFindings } from '../support/accessibility.ts';
import { openWindow } from '../support/browser.ts';
import { dashboard } from '../support/dashboard.ts';
import { call } from '../support/http-client.ts';
import { aSignedInUser, type Person } from '../support/people.ts';
import { openStage } from '../support/stage.ts';
import { waitUntil } from '../support/wait-until.ts';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const SLEEP_MS = 20 * 60_000;

const { run, browser } = await openStage();

const says = ({ token }: Person, content: string) =>
  call(run.url, 'POST /api/support_chat/messages', {
    token,
    body: { content, client_id: randomUUID() },
  });

/** A window that nothing goes wrong in, but for what `expected` says. */
async function aDesk(
  options: Parameters<typeof openWindow>[1] = {},
  expected: (text: string) => boolean = () => false,
) {
  const { page, complaints, close } = await openWindow(browser, options, expected);
  onTestFinished(async () => {
    await close();
    expect(complaints).toEqual([]);
  });
  return { page, desk: dashboard(page) };
}

const focusedName = (page: Page) =>
  page.evaluate(() => {
    const focused = document.activeElement;
    return focused?.getAttribute('aria-label') ?? focused?.textContent ?? '';
  });

/** Goes on by one key until what has the focus bears this name. */
async function tabTo(page: Page, name: RegExp, key = 'Tab'): Promise<void> {
  await waitUntil(`${name} to have the focus`, async () => {
    if (name.test(await focusedName(page))) return true;
    await page.keyboard.press(key);
    return false;
  });
}

test('[A6] a chat is found, answered, archived and restored by keyboard alone', async () => {
  const user = await aSignedInUser(run);
  await says(user, 'Do you ship to Norway?');
  const { page, desk } = await aDesk();
  await page.goto(`${run.url}/admin/`);
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  await tabTo(page, /^Sign in$/);
  await page.keyboard.press('Enter');
  await page.getByText('Ada').first().waitFor();
  await tabTo(page, /Ada/);
  await page.keyboard.press('Enter');
  await desk.row(user.email).waitFor();

  await page.keyboard.press('/');
  await page.keyboard.type(user.email.slice(0, 12));
  await page.keyboard.press('Enter');
  // Without waiting for what is found.
  await page.keyboard.press('ArrowDown');
  await waitUntil('the search', () => new URL(page.url()).searchParams.get('q') !== null);
  await tabTo(page, new RegExp(user.email), 'ArrowDown');
  await page.keyboard.press('Enter');
  await waitUntil('the reply box', async () => (await focusedName(page)) === 'Reply');
  await desk.messages.getByText('Do you ship to Norway?').waitFor();
  await page.keyboard.type('We do.');
  await page.keyboard.press('Enter');
  await desk.messages.getByText('We do.').waitFor();

  await page.keyboard.press('Escape');
  expect(await focusedName(page)).toBe('Messages');
  await page.keyboard.press('e');
  await desk.row(user.email).waitFor({ state: 'detached' });
  await page.keyboard.press('/');
  await page.keyboard.press('Escape');
  await tabTo(page, /^Active/);
  await page.keyboard.press('ArrowRight');
  await desk.row(user.email).waitFor();
  await tabTo(page, new RegExp(user.email));
  await page.keyboard.press('Enter');
  await desk.messages.getByText('We do.').waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('e');
  await desk.row(user.email).waitFor({ state: 'detached' });
  await tabTo(page, /^Archived/);
  await page.keyboard.press('ArrowLeft');
  await desk.row(user.email).waitFor();
});

test.each(['light', 'dark'] as const)(
  'on a phone a chat is answered and put away, %s',
  async (colorScheme) => {
    const user = await aSignedInUser(run);
    await says(user, 'Is the tent light enough?');
    const { page, desk } = await aDesk({ ...PHONE, colorScheme });
    await desk.signIn(run.url);
    await desk.row(user.email).tap();
    await desk.messages.getByText('Is the tent light enough?').waitFor();
    expect(await desk.chats.isVisible()).toBe(false);
    expect(await accessibilityFindings(page)).toEqual([]);
    await desk.box.fill('1.2 kg.');
    await page.getByRole('button', { name: 'Send', exact: true }).tap();
    await desk.messages.getByText('1.2 kg.').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await page.getByRole('button', { name: 'Archive' }).tap();
    await page.getByRole('status').getByText('Archived', { exact: true }).waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    const back = page.getByRole('link', { name: 'Back to the inbox' });
    if (await back.isVisible()) await back.tap();
    await desk.chats.or(page.getByText('No active chats')).first().waitFor();
    expect(await desk.row(user.email).count()).toBe(0);
    await desk.tab('Archived').tap();
    await desk.row(user.email).waitFor();
  },
);

test('[W6, U5] what was missed asleep is there, once and in order, without a reload', async () => {
  const [open, other] = [await aSignedInUser(run), await aSignedInUser(run)];
  await says(other, 'before');
  await says(open, 'before');
  const { page, desk } = await aDesk({}, (text) => /net::ERR|WebSocket/.test(text));
  await page.clock.install();
  await desk.signIn(run.url);
  await desk.row(open.email).click();
  await desk.messages.getByText('before').waitFor();
  await desk.live.waitFor();
  await page.evaluate(() => Reflect.set(window, 'isSamePage', true));

  // Nothing of the network is left, and nobody has closed anything.
  await page.context().setOffline(true);
  for (const id of run.connections()) run.dropConnection(id);
  const missed = Array.from({ length: 60 }, (_, n) => `missed ${n}.`);
  for (const text of missed) await says(open, text);
  await says(other, 'missed elsewhere');
  await page.clock.fastForward(SLEEP_MS);
  await page.context().setOffline(false);

  await desk.messages.getByText('missed 59.').waitFor();
  await desk.row(other.email).getByText('missed elsewhere').waitFor();
  await desk.live.waitFor();
  await says(open, 'awake');
  await desk.messages.getByText('awake').waitFor();
  const shown = await desk.messages.getByRole('listitem').allTextContents();
  const order = shown.flatMap((text) => text.match(/before|missed \d+\.|awake/) ?? []);
  expect(order).toEqual(['before', ...missed, 'awake']);
  expect(await page.evaluate(() => Reflect.get(window, 'isSamePage'))).toBe(true);
});
