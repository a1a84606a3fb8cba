import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { chatIdOf } from '../../functions/domain/chat-id.ts';
import type { Story } from '../../scripts/seed/chat-items.ts';
import { accessibilityFindings } from '../support/accessibility.ts';
import { type Dashboard, dashboardOn } from '../support/dashboard.ts';
import { call } from '../support/http-client.ts';
import { openStage } from '../support/stage.ts';
import { waitUntil } from '../support/wait-until.ts';
import type { Window } from '../support/window.ts';

const COUNT = 300;
const HOSTILE = `<b>\u202Egnp.exe</b>${'x'.repeat(230)}`;

const stage = await openStage({
  seed: [...Array.from({ length: COUNT }, (_, n) => aStory(n)), anArchivedStory()],
});
const { run } = stage;
let staff: Window;
let page: Page;
let isOffline = false;
beforeAll(async () => {
  staff = await stage.window({ viewport: { width: 1280, height: 800 }, expected: () => isOffline });
  page = staff.page;
  await dashboardOn(page).signIn(run.url);
  await dashboardOn(page).row(nameOf(0)).waitFor();
  await dashboardOn(page).live.waitFor();
});

test('[A2] of hundreds of chats only those in sight are drawn, while pages come with scrolling', async () => {
  const dashboard = dashboardOn(page);
  const most = { rows: 0 };
  await waitUntil('the last chat', async () => {
    await scrollTo(page, 1_000_000);
    most.rows = Math.max(most.rows, await rowsOf(page).count());
    return dashboard.row(nameOf(COUNT - 1)).isVisible();
  });
  expect(most.rows).toBeLessThan(40);
  const last = rowsOf(page).last();
  expect(await last.getAttribute('aria-posinset')).toBe(String(COUNT));
  expect(await last.getAttribute('aria-setsize')).toBe(String(COUNT));
});

test('[A2] the list keeps its place while others write, and a button says how many', async () => {
  const dashboard = dashboardOn(page);
  await scrollTo(page, 9_400);
  await dashboard.row(nameOf(102)).waitFor();
  const before = await topOf(dashboard.row(nameOf(102)));
  await says(250, 'I have a question');
  await says(251, 'So have I');
  await page.getByRole('button', { name: '2 new' }).waitFor();
  expect(await topOf(dashboard.row(nameOf(102)))).toBe(before);
  await page.getByRole('button', { name: '2 new' }).click();
  await dashboard.row(nameOf(251)).waitFor();
  expect(await namesIn(page)).toEqual([nameOf(251), nameOf(250), nameOf(0), nameOf(1)]);
  expect(await page.getByRole('button', { name: '2 new' }).count()).toBe(0);
});

test('[A2] the focus stays on its row when that moves, and when it is scrolled out of sight', async () => {
  const dashboard = dashboardOn(page);
  await dashboard.row(nameOf(3)).focus();
  await says(3, 'Hello again');
  await page.getByRole('button', { name: '1 new' }).press('Enter');
  await waitUntil('the row on top', async () => (await namesIn(page))[0] === nameOf(3));
  expect(await focusedText(page)).toContain(nameOf(3));
  await scrollTo(page, 12_000);
  await dashboard.row(nameOf(136)).waitFor();
  expect(await focusedText(page)).toContain(nameOf(3));
  await scrollTo(page, 0);
});

test('[H6] a search finds by email and by name, stands in the address, and is one step back', async () => {
  const dashboard = dashboardOn(page);
  await page.keyboard.press('/');
  await page.keyboard.type('PERSON-01');
  await dashboard.row(nameOf(10)).waitFor();
  await waitUntil('just those', async () => (await namesIn(page, 20)).length === 10);
  expect(new URL(page.url()).searchParams.get('q')).toBe('PERSON-01');

  await page.getByRole('searchbox').fill('nora 29');
  await waitUntil('those by name', async () => (await namesIn(page, 20)).includes(nameOf(299)));
  await page.goBack();
  await waitUntil('the whole list', async () => (await namesIn(page))[0] === nameOf(3));
  expect(await page.getByRole('searchbox').inputValue()).toBe('');
  await page.goForward();
  await waitUntil('the search again', async () => (await namesIn(page))[0] !== nameOf(3));
  await page.getByRole('searchbox').fill('person-00');
  await dashboard.row(nameOf(9)).waitFor();
  await says(5, 'found while it is looked for');
  await waitUntil('news on top', async () => (await namesIn(page))[0] === nameOf(5));
});

test('[H6] a search without a match says so, and can go on in the archive', async () => {
  await page.getByRole('searchbox').fill('<i>stored');
  await page.getByText('No active chat matches “<i>stored”').waitFor();
  await page.getByRole('searchbox').fill('stored');
  await page.getByText('No active chat matches “stored”').waitFor();
  await page.getByRole('button', { name: 'Search archived chats' }).click();
  await dashboardOn(page).row('stored@example.com').waitFor();
  await page.getByRole('searchbox').press('Escape');
  await waitUntil('no search', () => new URL(page.url()).searchParams.get('q') === null);
  await dashboardOn(page).tab('Active').click();
  await dashboardOn(page).row(nameOf(5)).waitFor();
});

test('[A6] keys go from chat to chat, archive, and explain themselves', async () => {
  const dashboard = dashboardOn(page);
  await dashboard.row(nameOf(5)).focus();
  await page.keyboard.press('j');
  await untilOpen(3);
  await page.keyboard.press('j');
  await untilOpen(251);
  await page.keyboard.press('k');
  await untilOpen(3);
  expect(await focusedText(page)).toContain(nameOf(3));

  await page.keyboard.press('e');
  await untilOpen(251);
  await dashboard.row(nameOf(3)).waitFor({ state: 'detached' });
  await page.keyboard.press('Enter');
  await waitUntil('the reply box', () => dashboard.box.evaluate((box) => box.matches(':focus')));
  await page.keyboard.type('jek/?');
  expect(await dashboard.box.inputValue()).toBe('jek/?');
  await dashboard.box.fill('');
  await dashboard.box.blur();

  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  expect(await accessibilityFindings(page)).toEqual([]);
  await page.keyboard.press('j');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  expect(new URL(page.url()).pathname).toContain(idOf(251));
  await page.goBack();
  await page.getByText('Choose a chat').waitFor();
});

test('[A6] keys of one letter can be switched off, and stay off', async () => {
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
  await page.getByRole('checkbox', { name: 'Use these keys' }).uncheck();
  await page.getByRole('button', { name: 'Close' }).click();
  await page.reload();
  await dashboardOn(page).row(nameOf(5)).waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('?');
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
  expect(new URL(page.url()).pathname).toBe('/admin/');
  await page.getByRole('checkbox', { name: 'Use these keys' }).check();
  await page.keyboard.press('Escape');
});

test('hostile names and messages stay text within their row', async () => {
  const token = await run.token({ role: 'user', sub: 'hostile', name: HOSTILE });
  const body = { content: HOSTILE.repeat(15), client_id: randomUUID() };
  await call(run.url, 'POST /api/support_chat/messages', { token, body });
  const row = dashboardOn(page).row(/gnp\.exe/);
  await row.waitFor();
  expect(await row.locator('b, img').count()).toBe(0);
  const [box, list] = await Promise.all([row.boundingBox(), dashboardOn(page).chats.boundingBox()]);
  expect(box?.width).toBe(list?.width);
  expect(box?.height).toBeLessThan(100);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(1280);
});

test('[W6] after a lost network the list catches up by itself, and says so while it does', async () => {
  let release = () => {};
  const isReleased = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/\/api\/admin\/chats\?/, async (route) => {
    await isReleased;
    await route.fallback();
  });
  isOffline = true;
  await page.context().setOffline(true);
  await page.getByRole('status', { name: 'Connection' }).getByText('Offline').waitFor();
  await says(77, 'while nobody could see it');
  await page.context().setOffline(false);
  await page.getByText('Catching up…').waitFor();
  release();
  await waitUntil('the missed chat', async () => (await namesIn(page))[0] === nameOf(77));
  await page.getByText('Catching up…').waitFor({ state: 'detached' });
  isOffline = false;
  await page.unrouteAll({ behavior: 'wait' });
});

test('chats that cannot be loaded at first appear by themselves, and the inbox says so', async () => {
  isOffline = true;
  await page.route(/\/api\/admin\/chats\?/, (route) => route.abort());
  await page.reload();
  await page.getByText('Your chats are not loaded yet').waitFor();
  await page.unrouteAll();
  await rowsOf(page).first().waitFor();
  isOffline = false;
});

test('on a phone the list keeps its scroll position while a chat is open', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  const dashboard = dashboardOn(page);
  await waitUntil('chats further down', async () => {
    await scrollTo(page, 5_000);
    return dashboard.row(nameOf(52)).isVisible();
  });
  await dashboard.row(nameOf(52)).scrollIntoViewIfNeeded();
  const before = await topOf(dashboard.row(nameOf(52)));
  await dashboard.row(nameOf(52)).click();
  await dashboard.messages.getByText('question 52').waitFor();
  expect(await dashboard.row(nameOf(52)).isVisible()).toBe(false);
  await page.getByRole('link', { name: 'Back to the inbox' }).click();
  await dashboard.row(nameOf(52)).waitFor();
  expect(await topOf(dashboard.row(nameOf(52)))).toBe(before);
  await dashboard.tab('Archived').click();
  await dashboard.row('stored@example.com').waitFor();
  await dashboard.tab('Active').click();
  await dashboard.row(nameOf(52)).waitFor();
  expect(await topOf(dashboard.row(nameOf(52)))).toBe(before);
  expect(await accessibilityFindings(page)).toEqual([]);
});

test('[S6] the page reported nothing, of errors or of its strict security policy', () => {
  expect(staff.complaints).toEqual([]);
});

function nameOf(n: number): string {
  return `person-${String(n).padStart(3, '0')}@example.com`;
}

const idOf = (n: number) => chatIdOf(`person-${n}`);
const rowsOf = (at: Page) => dashboardOn(at).chats.getByRole('listitem');

/** User 0 wrote last, the others each a minute earlier. */
function aStory(n: number): Story {
  const user = {
    kind: 'signed_in',
    id: `person-${n}`,
    email: nameOf(n),
    name: `Nora ${n}`,
  } as const;
  const outgoing = { id: randomUUID(), chat_id: chatIdOf(user.id), client_id: randomUUID() };
  const at = new Date(Date.UTC(2026, 0, 1) - n * 60_000).toISOString();
  const sent = [{ actor: user, outgoing: { ...outgoing, content: `question ${n}` }, at }];
  return { user, email: null, sent, archived_at: null };
}

function anArchivedStory(): Story {
  const story = aStory(COUNT);
  const user = { ...story.user, email: 'stored@example.com' };
  const [first] = story.sent;
  return { ...story, user, archived_at: first?.at ?? null };
}

async function says(n: number, content: string): Promise<void> {
  const { user } = aStory(n);
  const claims = { email: nameOf(n), name: `Nora ${n}` };
  const token = await run.token({ role: 'user', sub: user.id, ...claims });
  const body = { content, client_id: randomUUID() };
  await call(run.url, 'POST /api/support_chat/messages', { token, body });
}

/** The users of the first chats, in the order on screen. */
async function namesIn(at: Page, count = 4): Promise<string[]> {
  const texts = await rowsOf(at).allTextContents();
  return texts.flatMap((text) => text.match(/person-\d+@example\.com/) ?? []).slice(0, count);
}

const scrollTo = (at: Page, top: number) =>
  dashboardOn(at).chats.evaluate((list, y) => list.parentElement?.scrollTo(0, y), top);

const topOf = async (row: ReturnType<Dashboard['row']>) => (await row.boundingBox())?.y;

const focusedText = (at: Page) => at.evaluate(() => document.activeElement?.textContent);

const untilOpen = (n: number) =>
  waitUntil(`chat ${n} to be open`, () => page.url().includes(`/chats/${idOf(n)}`));
