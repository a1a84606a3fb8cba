import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { accessibilityFindings } from '../support/accessibility.ts';
import { dashboardOn } from '../support/dashboard.ts';
import { untilStill } from '../support/page-states.ts';
import { openStage } from '../support/stage.ts';
import { textsOn, untilShown, type Visitor } from '../support/visitor.ts';
import { waitUntil } from '../support/wait-until.ts';
import { widgetOn } from '../support/widget.ts';

const PHONE = { width: 390, height: 844 };

const stage = await openStage();
const { run } = stage;
let visitor: Visitor;
let page: Page;
beforeAll(async () => {
  // The browser logs what fails while it is offline.
  visitor = await stage.visitorWindow({ expected: /net::ERR|WebSocket/ });
  page = visitor.page;
});

const said = ['Do you ship to Norway?', 'We do.'];

test('[U8] the first visit asks the chat for its button alone, and stores nothing', async () => {
  const requests: string[] = [];
  page.on('request', (request) => requests.push(new URL(request.url()).pathname));
  page.on('websocket', (socket) => requests.push(new URL(socket.url()).pathname));
  await page.goto(run.url);
  await visitor.widget.launcher.waitFor();
  await page.waitForLoadState('networkidle');
  expect(requests.filter((path) => /^\/(api|ws|widget)/.test(path))).toEqual(['/widget.js']);
  expect(await storedBy(page)).toEqual({
    local: 0,
    session: 0,
    cookies: '',
    databases: 0,
    caches: 0,
  });
});

function storedBy(on: Page) {
  return on.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    cookies: document.cookie,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
  }));
}

test('[U5, U2] opens, writes, and reads the reply', async () => {
  await visitor.widget.open();
  await visitor.widget.write('Do you ship to Norway?');
  await untilShown(page, said.slice(0, 1));
  await visitor.reply('We do.');
  await untilShown(page, said);
});

test('[U1] a reply to the closed panel raises the badge; opening clears it', async () => {
  await page.keyboard.press('Escape');
  await visitor.widget.panel.waitFor({ state: 'hidden' });
  said.push('Within a week.');
  await visitor.reply('Within a week.');
  await page.getByRole('button', { name: /1 unread message/ }).click();
  await untilShown(page, said);
  await waitUntil('it to be read', async () => (await visitor.committed()).at(-1)?.read_at);
  expect(await page.getByRole('button', { name: /unread message/ }).count()).toBe(0);
});

test('[U5] a reload finds the history', async () => {
  await page.reload();
  await visitor.widget.open();
  await untilShown(page, said);
});

test('[U4] a second tab shows the same, and what is written in one shows in both', async () => {
  const second = await page.context().newPage();
  await second.goto(run.url);
  await widgetOn(second).open();
  await untilShown(second, said);
  said.push('And to Sweden?', 'To Finland too?');
  await widgetOn(second).write('And to Sweden?');
  await untilShown(page, said.slice(0, -1));
  await visitor.widget.write('To Finland too?');
  for (const tab of [page, second]) await untilShown(tab, said);
  await second.close();
});

test('[U7] offline the panel says so and messages wait; online each is shown once, to both sides', async () => {
  await page.context().setOffline(true);
  await page.getByText('You are offline').waitFor();
  for (const text of ['on a train', 'in a tunnel']) await visitor.widget.write(text);
  expect(await visitor.widget.messages.locator('[data-state="pending"]').count()).toBe(2);
  await visitor.reply('Everywhere.');
  await page.context().setOffline(false);
  said.push('Everywhere.', 'on a train', 'in a tunnel');
  await untilShown(page, said);
  expect((await visitor.committed()).map(({ content }) => content)).toEqual(said);

  const { page: admin } = await stage.window();
  const dashboard = dashboardOn(admin);
  await dashboard.signIn(run.url);
  await dashboard.row(/visitor/i).click();
  await dashboard.messages.getByText('in a tunnel').waitFor();
  const items = await dashboard.messages.getByRole('listitem').allTextContents();
  const places = said.map((text) => items.findIndex((item) => item.includes(text)));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(items.filter((item) => item.includes('on a train'))).toHaveLength(1);
  await admin.close();
});

test('[U11] on a phone everything is still there, in the whole screen', async () => {
  await page.setViewportSize(PHONE);
  await untilStill(page);
  expect(await visitor.widget.panel.boundingBox()).toEqual({ x: 0, y: 0, ...PHONE });
  expect(await textsOn(page)).toEqual(said);
  const sideways = (log: Element) => log.scrollWidth - log.clientWidth;
  expect(await visitor.widget.messages.evaluate(sideways)).toBe(0);
  await page.setViewportSize({ width: 1280, height: 800 });
});

test('[U10] by keyboard alone, and axe finds nothing', async () => {
  await page.keyboard.press('Escape');
  await visitor.widget.panel.waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: /^Support chat/ }).focus();
  await page.keyboard.press('Enter');
  await waitUntil('the text box to have the focus', () =>
    visitor.widget.box.evaluate((box) => box.matches(':focus')),
  );
  await page.keyboard.type('typed');
  await page.keyboard.press('Enter');
  said.push('typed');
  await untilShown(page, said);
  expect(await accessibilityFindings(page)).toEqual([]);
});

test('[U9] the page reported nothing, of errors or of its strict security policy', () => {
  expect(visitor.complaints).toEqual([]);
});
