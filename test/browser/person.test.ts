import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { ChatExportSchema } from '../../protocol/index.ts';
import { accessibilityFindings } from '../support/accessibility.ts';
import { fillChat } from '../support/fill-chat.ts';
import { itemsMentioning } from '../support/find-items.ts';
import { goOffline } from '../support/page-states.ts';
import type { User } from '../support/people.ts';
import { openStage } from '../support/stage.ts';
import type { WindowOptions } from '../support/window.ts';

const WIDE = { viewport: { width: 1_400, height: 900 } };
const NARROW = { viewport: { width: 1_000, height: 800 } };

const stage = await openStage();
const { run } = stage;

const tents = { url: 'https://shop.example/tents?size=2', title: 'Tents', language: 'de' };

/** A user's chat in the dashboard of an admin. */
const openChat = (chat: User, options: WindowOptions = {}) =>
  stage.dashboard({ ...WIDE, ...options, chat });

const pane = (page: Page) => page.getByRole('complementary', { name: 'Who is this' });
const drawer = (page: Page) => page.getByRole('dialog', { name: 'Who is this' });
const question = (page: Page) => page.getByRole('dialog', { name: /^Erase / });

test('[A8] the user’s details are beside their chat, and follow what they do', async () => {
  const user = await stage.signedInUser({ name: 'Alice Moss' });
  await user.write('Hello!', tents);
  const { page, dashboard } = await openChat(user, { expected: /ERR_INTERNET_DISCONNECTED/ });
  const card = pane(page);
  const texts = ['Alice Moss', user.email, /^Verified:/, user.id, 'German', 'Not online'];
  for (const text of texts) await card.getByText(text).first().waitFor();
  const link = card.getByRole('link', { name: /^Tents/ });
  expect(await link.getAttribute('href')).toBe('https://shop.example/tents');
  expect(await link.getAttribute('rel')).toBe('noopener noreferrer');
  expect(await link.getAttribute('target')).toBe('_blank');
  await card.getByText('shop.example/tents').waitFor();

  const socket = await user.connect();
  await card.getByText('Online', { exact: true }).waitFor();
  await user.write('And now?', { url: 'javascript:alert(1)', title: 'Free', language: 'nb' });
  await card.getByText('Norwegian Bokmål').waitFor();
  expect(await card.getByRole('link').count()).toBe(0);
  await card.getByRole('definition').filter({ hasText: /^2$/ }).waitFor();
  expect(await accessibilityFindings(page)).toEqual([]);

  const goOnline = await goOffline(page);
  await card.getByText('Online status unknown').waitFor();
  await goOnline();
  await dashboard.live.waitFor();
  await card.getByText('Online', { exact: true }).waitFor();
  socket.close();
});

test('a chat is requested once as it opens, listed or not, and again when its user writes', async () => {
  const listed = await stage.signedInUser({ wrote: 'Hello!' });
  const archived = await stage.signedInUser({ wrote: 'Thanks, bye.' });
  const admin = await stage.admin();
  await admin.call(`POST /api/admin/chats/${archived.chat_id}/archive`);
  const { page, dashboard } = await stage.dashboard(WIDE);
  const requests: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'GET') requests.push(new URL(request.url()).pathname);
  });
  const countOf = async ({ chat_id }: User) => {
    // What the page does as soon as a response has come is done by then.
    await page.evaluate(() => new Promise((done) => requestIdleCallback(done)));
    return requests.filter((path) => path === `/api/admin/chats/${chat_id}`).length;
  };

  await dashboard.row(listed.email).click();
  await dashboard.messages.getByText('Hello!').waitFor();
  await pane(page).getByText(listed.id, { exact: true }).waitFor();
  expect(await countOf(listed)).toBe(1);

  await page.goto(`${run.url}/admin/chats/${archived.chat_id}`);
  await page.getByRole('button', { name: 'Restore' }).waitFor();
  await pane(page).getByText(archived.id, { exact: true }).waitFor();
  expect(await countOf(archived)).toBe(1);

  await archived.write('One more thing.', tents);
  await pane(page)
    .getByRole('link', { name: /^Tents/ })
    .waitFor();
  expect(await countOf(archived)).toBe(2);
});

test('[A8] in a narrow window a drawer shows the same, by keyboard too', async () => {
  const visitor = await stage.visitor({ wrote: 'Do you ship to Norway?' });
  const { page } = await openChat(visitor, NARROW);
  const opener = page.getByRole('button', { name: 'Who is this' });
  await opener.press('Enter');
  await drawer(page).getByText('A visitor who is not signed in').waitFor();
  await drawer(page).getByText('Unknown').nth(1).waitFor();
  expect(await accessibilityFindings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await drawer(page).waitFor({ state: 'hidden' });
  expect(await opener.evaluate((button) => button.matches(':focus'))).toBe(true);
  await opener.click();
  await drawer(page).waitFor();
  await page.mouse.click(100, 400);
  await drawer(page).waitFor({ state: 'hidden' });
  await opener.click();
  await page.setViewportSize(WIDE.viewport);
  await pane(page).waitFor();
  expect(await drawer(page).count()).toBe(0);
});

test('[A2, A8] a visitor with a user’s name and address does not look like that user', async () => {
  const user = await stage.signedInUser({ name: 'Alice Moss' });
  await user.write('Hello!');
  const visitor = await stage.visitor();
  const contact = { email: user.email, name: 'Alice Moss' };
  await visitor.call('PUT /api/support_chat/contact', contact);
  await visitor.write('Please send my order elsewhere.');
  const { page, dashboard } = await openChat(user);
  const inbox = page.getByRole('region', { name: 'Inbox' });
  const head = page.getByRole('region', { name: 'Chat' }).getByRole('heading', { level: 2 });
  const places = [head, pane(page)];
  for (const place of places) {
    await place
      .getByText(/Alice Moss|@/)
      .first()
      .waitFor();
    expect(await place.getByText('unverified').count()).toBe(0);
  }
  const row = inbox.getByRole('link').filter({ hasText: 'elsewhere' });
  await row.getByText('unverified').waitFor();
  expect(
    await dashboard
      .row(/Hello!/)
      .getByText('unverified')
      .count(),
  ).toBe(0);
  await row.click();
  for (const place of places) await place.getByText('unverified').waitFor();
  // Who claims nothing is not doubted.
  await stage.visitor({ wrote: 'I am nobody' });
  expect(
    await dashboard
      .row(/I am nobody/)
      .getByText('unverified')
      .count(),
  ).toBe(0);
  expect(await accessibilityFindings(page)).toEqual([]);
});

test('[A8, H10] the whole chat is saved as a file without the user’s name in its name', async () => {
  const user = await stage.signedInUser();
  for (let n = 1; n <= 3; n += 1) await user.write(`Question ${n}`);
  const { page } = await openChat(user, { expected: /503/ });
  const button = pane(page).getByRole('button', { name: 'Export as JSON' });
  await page.route('**/export?**', (route) => route.fulfill({ status: 503, body: '{}' }));
  await button.click();
  await pane(page).getByText('The export failed. Try again.').waitFor();
  await page.unroute('**/export?**');
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  await pane(page).getByText('Saved with your downloads: 3 messages.').waitFor();
  expect(download.suggestedFilename()).toMatch(/^chat-[0-9a-f]{8}-\d{4}-\d\d-\d\d\.json$/);
  const saved = v.parse(
    v.omit(ChatExportSchema, ['has_more']),
    JSON.parse(await readFile(await download.path(), 'utf8')),
  );
  expect(saved.chat.user_email).toBe(user.email);
  expect(saved.messages.map(({ content }) => content)).toEqual(
    [1, 2, 3].map((n) => `Question ${n}`),
  );
});

test('[A8] no user is erased by accident', async () => {
  const user = await stage.signedInUser();
  await user.write('Hello!');
  const { page } = await openChat(user);
  const opener = pane(page).getByRole('button', { name: 'Erase…' });
  await opener.press('Enter');
  const ask = question(page);
  await ask.getByText('the only message of this chat').waitFor();
  await ask.getByText(user.email).first().waitFor();
  const cancel = ask.getByRole('button', { name: 'Cancel' });
  expect(await cancel.evaluate((button) => button.matches(':focus'))).toBe(true);
  expect(await accessibilityFindings(page)).toEqual([]);
  await ask.getByRole('button', { name: 'Erase permanently' }).click({ force: true });
  await ask.getByRole('textbox').fill('eras');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await ask.waitFor({ state: 'hidden' });
  expect(await opener.evaluate((button) => button.matches(':focus'))).toBe(true);
  await opener.press('Enter');
  expect(await ask.getByRole('textbox').inputValue()).toBe('');
  await page.keyboard.press('Enter');
  await ask.waitFor({ state: 'hidden' });
  expect(await itemsMentioning(run, user.id)).not.toEqual([]);
});

test('[A8, D11] an erased user leaves no trace, on any screen or in the table', async () => {
  const user = await stage.signedInUser();
  await user.write('Please forget me.');
  await stage.reply(user, 'Of course.');
  const colleague = await stage.dashboard({ ...NARROW, admin: 'Grace' });
  await colleague.dashboard.row(user.email).waitFor();
  const { page, dashboard } = await openChat(user, { expected: /403|404/ });
  await dashboard.box.fill('A draft that nobody will send');
  await pane(page).getByRole('button', { name: 'Erase…' }).click();
  await question(page).getByRole('textbox').fill('Erase');

  const path = `**/api/admin/chats/${user.chat_id}`;
  await page.route(path, (route) =>
    route.request().method() === 'DELETE'
      ? route.fulfill({ status: 403, json: { error: { code: 'forbidden', message: '' } } })
      : route.fallback(),
  );
  await page.keyboard.press('Enter');
  await question(page)
    .getByRole('alert')
    .getByText(/Try again/)
    .waitFor();
  await page.unroute(path);
  // The push may be faster than the response.
  await page.route(path, async (route) => {
    if (route.request().method() !== 'DELETE') return route.fallback();
    const response = await route.fetch();
    await page.getByRole('heading', { name: 'This chat was erased' }).waitFor();
    return route.fulfill({ response });
  });
  await question(page).getByRole('button', { name: 'Erase permanently' }).click();

  await page.getByText(`The chat with ${user.email} has been erased.`).waitFor();
  expect(new URL(page.url()).pathname).toBe('/admin/');
  await dashboard.row(user.email).waitFor({ state: 'detached' });
  await colleague.dashboard.row(user.email).waitFor({ state: 'detached' });
  expect(await itemsMentioning(run, user.id, user.chat_id, user.email)).toEqual([]);
  expect(JSON.stringify(await page.evaluate(() => ({ ...localStorage })))).not.toContain('draft');
  const dismiss = page.getByRole('button', { name: 'Dismiss' });
  expect(await dismiss.evaluate((button) => button.matches(':focus'))).toBe(true);
  await dismiss.press('Enter');
  await dismiss.waitFor({ state: 'detached' });
  await run.advance(600);
  expect((await run.emails()).filter(({ to }) => to.includes(user.email))).toEqual([]);
});

test('a long chat is erased from the dashboard, which says how far it is', async () => {
  const user = await stage.signedInUser();
  await user.write('The first of many');
  await fillChat(run.database, user.chat_id, { count: 499, content: 'One of many' });
  const { page } = await openChat(user, { expected: /500|404/ });
  let asked = 0;
  await page.route(`**/api/admin/chats/${user.chat_id}`, async (route) => {
    if (route.request().method() !== 'DELETE') return route.fallback();
    asked += 1;
    // A slow table, and a function that ran out of its time.
    if (asked === 1) {
      return route.fulfill({ status: 202, json: { erased: false, remaining: 300 } });
    }
    if (asked === 2) return route.fulfill({ status: 500, body: '{"message":"Internal"}' });
    return route.fallback();
  });
  await pane(page).getByRole('button', { name: 'Erase…' }).click();
  await question(page).getByRole('textbox').fill('erase');
  await page.keyboard.press('Enter');
  await question(page).getByText('200 of 500 messages').waitFor();
  expect(await accessibilityFindings(page)).toEqual([]);
  await page
    .getByText(`The chat with ${user.email} has been erased.`)
    .waitFor({ timeout: 120_000 });
  expect(asked).toBeGreaterThan(2);
  expect(await itemsMentioning(run, user.id, user.chat_id, user.email)).toEqual([]);
}, 180_000);
