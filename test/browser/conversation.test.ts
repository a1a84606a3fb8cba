import { beforeAll, expect, test } from 'vitest';
import { openWindow, type Window } from '../support/browser.ts';
import { dashboard } from '../support/dashboard.ts';
import { shop } from '../support/shop.ts';
import { openStage } from '../support/stage.ts';
import { waitUntil } from '../support/wait-until.ts';

const { run, browser } = await openStage();
let customer: Window;
let staff: Window;
beforeAll(async () => {
  customer = await openWindow(browser);
  staff = await openWindow(browser);
});

test('two windows talk to each other, live', async () => {
  const site = shop(customer.page);
  const desk = dashboard(staff.page);
  await desk.signIn(run.url);
  await staff.page.getByText('No active chats').waitFor();
  await desk.live.waitFor();

  await site.visit(run.url, 'Alice');
  await site.open();
  await site.write('Is the Halla 2 in stock?');
  await site.messages.getByText('Is the Halla 2 in stock?').waitFor();

  // It shows up in the inbox by itself, unread.
  const row = desk.row(/alice/i);
  await row.waitFor();
  expect((await row.getAttribute('aria-label')) ?? (await row.textContent())).toMatch(/unread/i);
  await row.click();
  await desk.messages.getByText('Is the Halla 2 in stock?').waitFor();
  await desk.write('Yes, two are left.');
  await site.messages.getByText('Yes, two are left.').waitFor();
  await desk.messages.getByText('Yes, two are left.').waitFor();
  await waitUntil('"You: " in the inbox', async () =>
    (await desk.chats.textContent())?.includes('You: Yes, two are left.'),
  );
  await waitUntil(
    'the unread mark to go',
    async () => !(await row.textContent())?.match(/unread/i),
  );
  await desk.messages.getByText('Seen').waitFor();

  // Closed, the panel raises a badge; opened, it clears it and marks read.
  await customer.page.keyboard.press('Escape');
  await site.panel.waitFor({ state: 'hidden' });
  await desk.write('Shall I put one aside?');
  await customer.page.getByRole('button', { name: /1 unread message/ }).waitFor();
  await customer.page.getByRole('button', { name: /1 unread message/ }).click();
  await site.messages.getByText('Shall I put one aside?').waitFor();
  await site.write('Please do!');
  await desk.messages.getByText('Please do!').waitFor();
  expect(await customer.page.getByRole('button', { name: /unread message/ }).count()).toBe(0);

  for (const side of [site, desk]) {
    const items = await side.messages.getByRole('listitem').allTextContents();
    expect(items.filter((text) => text.includes('Please do!'))).toHaveLength(1);
  }
});

test('[H9, D6] archive, restore, and back by the user’s next word', async () => {
  const site = shop(customer.page);
  const desk = dashboard(staff.page);
  // Archived, the chat makes way for the next one, of which there is none.
  await staff.page.getByRole('button', { name: 'Archive' }).click();
  await staff.page.getByText('No active chats').waitFor();
  await desk.tab('Archived').click();
  await desk.row(/alice/i).click();
  await staff.page.getByRole('button', { name: 'Restore' }).click();
  await staff.page.getByRole('button', { name: 'Archive' }).click();
  await desk.tab('Active').click();
  await staff.page.getByText('No active chats').waitFor();
  await site.write('One more question');
  await desk.row(/alice/i).waitFor();
});

test('[U8] a newcomer’s page view asks the API for nothing and stores nothing', async () => {
  const newcomer = await openWindow(browser);
  const requests: string[] = [];
  newcomer.page.on('request', (request) => requests.push(new URL(request.url()).pathname));
  newcomer.page.on('websocket', (socket) => requests.push(new URL(socket.url()).pathname));
  await newcomer.page.goto(run.url);
  await newcomer.page.getByRole('button', { name: /^Support chat/ }).waitFor();
  await newcomer.page.waitForLoadState('networkidle');
  expect(requests.filter((path) => /^\/(api|ws|widget\/)/.test(path))).toEqual([]);
  expect(await newcomer.page.evaluate(() => ({ ...localStorage }))).toEqual({});
  expect(await newcomer.page.evaluate(() => document.cookie)).toBe('');
  await newcomer.close();
});

test.each(['hover', 'focus'] as const)(
  '[U8] the code of the panel comes with a %s of the button, and asks the API for nothing',
  async (intent) => {
    const newcomer = await openWindow(browser);
    const { launcher, panel } = shop(newcomer.page);
    const requests: string[] = [];
    newcomer.page.on('request', (request) => requests.push(new URL(request.url()).pathname));
    await newcomer.page.goto(run.url);
    await launcher.waitFor();
    await newcomer.page.waitForLoadState('networkidle');
    expect(requests.filter((path) => path.startsWith('/widget/'))).toEqual([]);
    const code = newcomer.page.waitForResponse((response) => /\/panel-/.test(response.url()));
    await launcher[intent]();
    await (await code).finished();
    await newcomer.page.waitForLoadState('networkidle');
    expect(requests.filter((path) => /^\/(api|ws)/.test(path))).toEqual([]);
    expect(await newcomer.page.evaluate(() => ({ ...localStorage }))).toEqual({});
    expect(await panel.isVisible()).toBe(false);
    await newcomer.close();
  },
);

test('a visitor without a name chats, and is still there after a reload', async () => {
  const visitor = await openWindow(browser);
  const site = shop(visitor.page);
  const desk = dashboard(staff.page);
  await site.visit(run.url);
  await site.open();
  await site.write('Do you ship to Norway?');
  await desk.row(/visitor/i).waitFor();
  await desk.row(/visitor/i).click();
  await desk.write('We do.');
  await site.messages.getByText('We do.').waitFor();
  await visitor.page.reload();
  await site.open();
  await site.messages.getByText('Do you ship to Norway?').waitFor();
  await site.messages.getByText('We do.').waitFor();
  expect(visitor.complaints).toEqual([]);
  await visitor.close();
});

test('[S6] nothing on either page complained, of errors or of its strict security policy', () => {
  expect(customer.complaints).toEqual([]);
  expect(staff.complaints).toEqual([]);
});
