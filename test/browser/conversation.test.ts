import { beforeAll, expect, test } from 'vitest';
import { dashboardOn } from '../support/dashboard.ts';
import { openStage } from '../support/stage.ts';
import { waitUntil } from '../support/wait-until.ts';
import { widgetOn } from '../support/widget.ts';
import type { Window } from '../support/window.ts';

const stage = await openStage();
const { run } = stage;
let user: Window;
let admin: Window;
beforeAll(async () => {
  user = await stage.window();
  admin = await stage.window();
});

test('two windows talk to each other, live', async () => {
  const widget = widgetOn(user.page);
  const dashboard = dashboardOn(admin.page);
  await dashboard.signIn(run.url);
  await admin.page.getByText('No active chats').waitFor();
  await dashboard.live.waitFor();

  await widget.visit(run.url, 'Alice');
  await widget.open();
  await widget.write('Is the Halla 2 in stock?');
  await widget.messages.getByText('Is the Halla 2 in stock?').waitFor();

  // It shows up in the inbox by itself, unread.
  const row = dashboard.row(/alice/i);
  await row.waitFor();
  expect((await row.getAttribute('aria-label')) ?? (await row.textContent())).toMatch(/unread/i);
  await row.click();
  await dashboard.messages.getByText('Is the Halla 2 in stock?').waitFor();
  await dashboard.write('Yes, two are left.');
  await widget.messages.getByText('Yes, two are left.').waitFor();
  await dashboard.messages.getByText('Yes, two are left.').waitFor();
  await waitUntil('"You: " in the inbox', async () =>
    (await dashboard.chats.textContent())?.includes('You: Yes, two are left.'),
  );
  await waitUntil(
    'the unread mark to go',
    async () => !(await row.textContent())?.match(/unread/i),
  );
  await dashboard.messages.getByText('Seen').waitFor();

  // Closed, the panel raises a badge; opened, it clears it and marks read.
  await user.page.keyboard.press('Escape');
  await widget.panel.waitFor({ state: 'hidden' });
  await dashboard.write('Shall I put one aside?');
  await user.page.getByRole('button', { name: /1 unread message/ }).waitFor();
  await user.page.getByRole('button', { name: /1 unread message/ }).click();
  await widget.messages.getByText('Shall I put one aside?').waitFor();
  await widget.write('Please do!');
  await dashboard.messages.getByText('Please do!').waitFor();
  expect(await user.page.getByRole('button', { name: /unread message/ }).count()).toBe(0);

  for (const side of [widget, dashboard]) {
    const items = await side.messages.getByRole('listitem').allTextContents();
    expect(items.filter((text) => text.includes('Please do!'))).toHaveLength(1);
  }
});

test('[H9, D6] archive, restore, and back by the user’s next message', async () => {
  const widget = widgetOn(user.page);
  const dashboard = dashboardOn(admin.page);
  // Archived, the chat makes way for the next one, of which there is none.
  await admin.page.getByRole('button', { name: 'Archive' }).click();
  await admin.page.getByText('No active chats').waitFor();
  await dashboard.tab('Archived').click();
  await dashboard.row(/alice/i).click();
  await admin.page.getByRole('button', { name: 'Restore' }).click();
  await admin.page.getByRole('button', { name: 'Archive' }).click();
  await dashboard.tab('Active').click();
  await admin.page.getByText('No active chats').waitFor();
  await widget.write('One more question');
  await dashboard.row(/alice/i).waitFor();
});

test('[U8] a newcomer’s page view asks the API for nothing and stores nothing', async () => {
  const newcomer = await stage.window();
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
    const newcomer = await stage.window();
    const { launcher, panel } = widgetOn(newcomer.page);
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
  const visitor = await stage.window();
  const widget = widgetOn(visitor.page);
  const dashboard = dashboardOn(admin.page);
  await widget.visit(run.url);
  await widget.open();
  await widget.write('Do you ship to Norway?');
  await dashboard.row(/visitor/i).waitFor();
  await dashboard.row(/visitor/i).click();
  await dashboard.write('We do.');
  await widget.messages.getByText('We do.').waitFor();
  await visitor.page.reload();
  await widget.open();
  await widget.messages.getByText('Do you ship to Norway?').waitFor();
  await widget.messages.getByText('We do.').waitFor();
  expect(visitor.complaints).toEqual([]);
  await visitor.close();
});

test('[S6] no page reported an error, of errors or of its strict security policy', () => {
  expect(user.complaints).toEqual([]);
  expect(admin.complaints).toEqual([]);
});
