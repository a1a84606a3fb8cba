import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { beforeAll, expect, test } from 'vitest';
import { CannedRepliesSchema } from '../../protocol/index.ts';
import { accessibilityFindings } from '../support/accessibility.ts';
import { type Dashboard, dashboardOn } from '../support/dashboard.ts';
import type { Admin, User } from '../support/people.ts';
import { openStage } from '../support/stage.ts';
import type { Window } from '../support/window.ts';

const stage = await openStage();
const { run } = stage;
let ada: Window;
let grace: Window;
/** An admin outside the browser. */
let alan: Admin;
beforeAll(async () => {
  [ada, grace, alan] = await Promise.all([
    // Goes offline at times, and is in a chat that a colleague erases.
    stage.window({ expected: /net::ERR|WebSocket|404 \(Not Found\)/ }),
    // A conflict with a colleague shows in the console, too.
    stage.window({ colorScheme: 'dark', expected: /409 \(Conflict\)/ }),
    stage.admin('Alan'),
  ]);
  await dashboardOn(ada.page).signIn(run.url, 'Ada');
  await dashboardOn(grace.page).signIn(run.url, 'Grace');
});

/** Opens a user's chat in an admin's window. */
async function open({ page }: Window, chat: User): Promise<Dashboard> {
  const dashboard = dashboardOn(page);
  await dashboard.open(run.url, chat);
  return dashboard;
}

test('[A4] two admins in one chat see each other, and the user gets one reply', async () => {
  const chat = await stage.signedInUser({ wrote: 'Is the Halla 2 in stock?' });
  const atAda = await open(ada, chat);
  const atGrace = await open(grace, chat);
  await ada.page.getByText('Grace is viewing this chat').waitFor();
  await grace.page.getByText('Ada is viewing this chat').waitFor();

  await atGrace.box.pressSequentially('Yes');
  await ada.page.getByText('Grace is typing…').waitFor();
  await atAda.box.fill('Yes, two are left.');
  await atGrace.write('Yes, one is left.');
  await ada.page.getByText('Grace replied while you were writing.').waitFor();
  expect(await ada.page.getByRole('blockquote').textContent()).toBe('Yes, one is left.');
  expect(await accessibilityFindings(ada.page)).toEqual([]);

  await atAda.box.press('Enter');
  await ada.page.getByText('Not sent yet.').waitFor();
  expect(await atAda.box.inputValue()).toBe('Yes, two are left.');
  expect(await chat.contents()).toEqual(['Is the Halla 2 in stock?', 'Yes, one is left.']);

  await ada.page.getByRole('button', { name: 'Send anyway' }).click();
  await atGrace.messages.getByText('Yes, two are left.').waitFor();
  expect(await chat.contents()).toHaveLength(3);
  await ada.page.getByRole('button', { name: 'Send', exact: true }).waitFor();
});

test('[A4] the warning also comes for a reply that was written while the network was down', async () => {
  const chat = await stage.signedInUser({ wrote: 'Hello?' });
  const dashboard = await open(ada, chat);
  await ada.page.context().setOffline(true);
  await dashboard.box.fill('Hi, how can I');
  await alan.reply(chat, 'Hello, this is Alan.');
  await ada.page.context().setOffline(false);
  await ada.page.getByText('Alan replied while you were writing.').waitFor();
  await ada.page.getByRole('button', { name: 'Dismiss' }).click();
  await dashboard.box.fill('');
});

test('[A7] canned replies are written and inserted by keyboard alone', async () => {
  const dashboard = await open(ada, await stage.signedInUser({ wrote: 'Where is my parcel?' }));
  const { page } = ada;
  await dashboard.box.pressSequentially('/');
  await page.getByText('There are no canned replies yet.').waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Canned replies' }).waitFor();
  expect(await dashboard.box.inputValue()).toBe('');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Give it a name.').waitFor();
  await page.getByRole('textbox', { name: 'Name' }).fill('Hello there');
  await page.getByRole('textbox', { name: 'Text' }).fill('Hello!\nHow can I help?');
  await page.keyboard.press('Tab');
  expect(await accessibilityFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Save' }).press('Enter');
  await page.getByRole('button', { name: /^\/hello-there/ }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await alan.call('PUT /api/admin/canned_replies/help', { content: 'We can help.' });

  await dashboard.box.pressSequentially('Dear Ann, /hel');
  await page.getByRole('option', { name: '/help We can help.' }).waitFor();
  expect(await accessibilityFindings(page)).toEqual([]);
  await page.keyboard.press('ArrowDown');
  const active = await dashboard.box.getAttribute('aria-activedescendant');
  expect(await page.locator(`[id="${active}"]`).getAttribute('aria-selected')).toBe('true');
  await page.keyboard.press('Enter');
  await page.keyboard.type(' Ada');
  expect(await dashboard.box.inputValue()).toMatch(
    /^Dear Ann, (We can help\.|Hello!\nHow can I help\?) Ada$/,
  );
  await page.getByRole('listbox').waitFor({ state: 'detached' });

  await dashboard.box.fill('');
  await dashboard.box.pressSequentially('/help');
  await page.getByRole('listbox').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('listbox').waitFor({ state: 'detached' });
  await page.keyboard.press('Enter');
  await dashboard.messages.getByText('/help').waitFor();
});

test('[A7] an admin cannot overwrite a canned reply that a colleague has changed meanwhile', async () => {
  await alan.call('PUT /api/admin/canned_replies/bye', { content: 'Goodbye.' });
  const dashboard = await open(grace, await stage.signedInUser({ wrote: 'Thanks!' }));
  const { page } = grace;
  await page.getByRole('button', { name: 'Insert a canned reply' }).click();
  await page.getByRole('option', { name: 'Edit canned replies…' }).click();
  await page.getByRole('button', { name: /^\/bye/ }).click();
  const { body } = await alan.call('GET /api/admin/canned_replies');
  const { canned_replies } = v.parse(CannedRepliesSchema, body);
  const updated_at = canned_replies.find(({ name }) => name === 'bye')?.updated_at;
  await alan.call('PUT /api/admin/canned_replies/bye', { content: 'See you.', updated_at });
  await page.getByRole('textbox', { name: 'Text' }).fill('So long.');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('A teammate saved another text as /bye:').waitFor();
  expect(await accessibilityFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Use this text' }).click();
  expect(await page.getByRole('textbox', { name: 'Text' }).inputValue()).toBe('See you.');

  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('button', { name: 'Delete /bye for everybody' }).click();
  await page.getByRole('button', { name: /^\/bye/ }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Close' }).click();
  expect(await dashboard.box.inputValue()).toBe('');
});

test('[A3] a chat has its user and what can be done above, and messages by day, the user’s left, admins’ right', async () => {
  const chat = await stage.signedInUser({ wrote: 'Hello?' });
  await alan.reply(chat, 'Here.');
  const dashboard = await open(ada, chat);
  const place = ada.page.getByRole('region', { name: 'Chat' });
  await place.getByRole('heading', { name: chat.email }).waitFor();
  await place.getByRole('link', { name: 'Back to the inbox' }).waitFor({ state: 'attached' });
  await place.getByRole('button', { name: 'Archive', exact: true }).waitFor();
  expect(await dashboard.messages.getByText('Today', { exact: true }).count()).toBe(1);
  const [log, question, answer] = [
    await dashboard.messages.boundingBox(),
    await dashboard.messages.getByText('Hello?').boundingBox(),
    await dashboard.messages.getByText('Here.').boundingBox(),
  ];
  if (!log || !question || !answer) throw new Error('something is not to be seen');
  const middle = log.x + log.width / 2;
  expect(question.x + question.width).toBeLessThan(middle);
  expect(answer.x).toBeGreaterThan(middle);
  for (const sender of ['Alice', 'Alan']) await dashboard.messages.getByText(sender).waitFor();
  expect(await dashboard.messages.locator('time').allTextContents()).toHaveLength(2);
  expect(await dashboard.messages.getByText('Seen').count()).toBe(0);
  await chat.call('PATCH /api/support_chat/mark_read', {});
  await dashboard.messages.getByText('Seen').waitFor();
});

test('[A4] a draft survives a reload, belongs to one admin, and is removed on sign-out', async () => {
  const chat = await stage.signedInUser({ wrote: 'Hello?' });
  const dashboard = await open(ada, chat);
  await dashboard.box.fill('Dear Alice');
  await ada.page.reload();
  await dashboard.box.waitFor();
  expect(await dashboard.box.inputValue()).toBe('Dear Alice');

  // The browser was closed without signing out, and another admin opens it.
  await ada.page.context().clearCookies();
  await dashboardOn(ada.page).signIn(run.url, 'Grace');
  await dashboardOn(ada.page).live.waitFor();
  expect(await (await open(ada, chat)).box.inputValue()).toBe('');
  await ada.page.context().clearCookies();
  await dashboardOn(ada.page).signIn(run.url, 'Ada');
  await dashboardOn(ada.page).live.waitFor();
  expect(await (await open(ada, chat)).box.inputValue()).toBe('Dear Alice');

  const drafts = () =>
    ada.page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('draft')));
  expect(await drafts()).toHaveLength(1);
  await ada.page.getByRole('button', { name: 'Sign out' }).click();
  await ada.page.getByRole('button', { name: 'Sign in' }).waitFor();
  expect(await drafts()).toEqual([]);
  await dashboardOn(ada.page).signIn(run.url, 'Ada');
  await dashboardOn(ada.page).live.waitFor();
});

test('[A3] a chat opens at the first unread message, and older messages keep the scroll position', async () => {
  const chat = await stage.signedInUser({ wrote: 'Is it in stock?' });
  for (let n = 1; n <= 40; n += 1) await alan.reply(chat, `answer ${n}\nof two lines`);
  for (let n = 1; n <= 30; n += 1) await chat.write(`question ${n}`);
  const dashboard = await open(ada, chat);
  const divider = dashboard.messages.getByText('New', { exact: true });
  await divider.waitFor();
  await dashboard.messages.getByText('question 1', { exact: true }).waitFor();
  // The first name is for a chat without new messages since it was opened.
  await ada.page.getByRole('button', { name: /^(Go to the newest message|New messages)$/ }).click();

  const answer = dashboard.messages.getByText('answer 30');
  const before = await answer.evaluate((element) => {
    element.closest('[role=log]')?.scrollTo(0, 0);
    return element.getBoundingClientRect().top;
  });
  await dashboard.messages.getByText('Is it in stock?').waitFor({ state: 'attached' });
  const after = await answer.evaluate((element) => element.getBoundingClientRect().top);
  expect(Math.abs(after - before)).toBeLessThan(3);
  await dashboard.write('One moment.');
  await expect.poll(() => divider.count()).toBe(0);

  // The warning makes the list smaller; its end stays visible.
  await dashboard.box.fill('It is');
  await alan.reply(chat, 'Alan here: it is.');
  await ada.page.getByText('Alan replied while you were writing.').waitFor();
  await dashboard.messages.getByText('Alan here: it is.').waitFor();
  await expect.poll(() => distanceToEnd(dashboard)).toBeLessThan(3);
  await dashboard.box.fill('');
});

const distanceToEnd = (dashboard: Dashboard) =>
  dashboard.messages.evaluate((log) => log.scrollHeight - log.scrollTop - log.clientHeight);

test('[U14] hostile names and messages stay text and break nothing', async () => {
  const id = `user-${randomUUID()}`;
  const name = '\u202e<img src=x onerror=alert(1)>';
  const user = await stage.signedInUser({ id, name });
  await user.write(`${'x'.repeat(3_990)}<b>y</b>`);
  await user.write(`\u202e${'a\u0300'.repeat(500)}`);
  await ada.page.goto(`${run.url}/admin/`);
  await dashboardOn(ada.page).row(new RegExp(id)).click();
  const dashboard = dashboardOn(ada.page);
  await dashboard.messages.getByText('<b>y</b>').waitFor();
  const wide = await dashboard.messages.evaluate((log) => log.scrollWidth - log.clientWidth);
  expect(wide).toBe(0);
  expect(await dashboard.messages.locator('img, b').count()).toBe(0);
});

test('[D11] a chat that a colleague erases while it is open says so, and continues when its user writes again', async () => {
  const chat = await stage.signedInUser({ wrote: 'Please forget me.' });
  const dashboard = await open(ada, chat);
  await dashboard.box.fill('Dear');
  await alan.call(`DELETE /api/admin/chats/${chat.chat_id}`);
  await ada.page.getByRole('heading', { name: 'This chat was erased' }).waitFor();
  const view = ada.page.getByRole('region', { name: 'Chat' });
  expect(await view.textContent()).not.toMatch(/forget me|@example/);
  expect(await accessibilityFindings(ada.page)).toEqual([]);
  await chat.write('Hello again');
  await dashboard.messages.getByText('Hello again').waitFor();
  expect(await dashboard.box.inputValue()).toBe('');
});

test('no page reported an error', () => {
  expect(ada.complaints).toEqual([]);
  expect(grace.complaints).toEqual([]);
});
