import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openWindow, type WindowOptions } from '../support/browser.ts';
import { closeAfterTest } from '../support/close-after-test.ts';
import { dashboard } from '../support/dashboard.ts';
import { call } from '../support/http-client.ts';
import { untilStill } from '../support/page-states.ts';
import { answerUser, aSignedInAdmin, aSignedInUser, type Person, says } from '../support/people.ts';
import { openStage } from '../support/stage.ts';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
/** What a finger hits. */
const LEAST_PIXELS = 44;

const { run, browser } = await openStage();

async function aCustomer(content: string): Promise<Person> {
  const user = await aSignedInUser(run);
  await says(run, user, content);
  return user;
}

async function aWindow(...options: WindowOptions) {
  const window = await openWindow(browser, ...options);
  closeAfterTest(window);
  return { page: window.page, desk: dashboard(window.page) };
}

/** What can be pressed and is smaller than a finger. Links within a sentence are excepted, as in WCAG. */
async function smallTargets(page: Page): Promise<string[]> {
  await untilStill(page);
  return page.evaluate((least) => {
    const pressable = 'a[href], button, input, textarea, select, [role="option"]';
    const dialog = [
      ...document.querySelectorAll('dialog:modal, :popover-open:not([aria-hidden])'),
    ].at(-1);
    const found = [...(dialog ?? document).querySelectorAll<HTMLElement>(pressable)];
    const isThere = (element: HTMLElement) =>
      element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
      getComputedStyle(element).clipPath === 'none' &&
      element.closest('p[dir="auto"], .visually-hidden') === null;
    return found.filter(isThere).flatMap((element) => {
      const { width, height } = (element.closest('label') ?? element).getBoundingClientRect();
      const isSmall = Math.round(width) < least || Math.round(height) < least;
      const name = element.ariaLabel || element.innerText || element.tagName;
      return isSmall ? [`${name} ${Math.round(width)}×${Math.round(height)}`] : [];
    });
  }, LEAST_PIXELS);
}

test('nothing that can be pressed is smaller than a finger, wherever there are fingers', async () => {
  const first = await aCustomer('Where is https://example.com/my-parcel?');
  const user = await aCustomer('And the tent?');
  const admin = await aSignedInAdmin(run, 'Alan');
  await call(run.url, 'PUT /api/admin/canned_replies/hello', {
    token: admin.token,
    body: { content: 'Hello!' },
  });
  const { page, desk } = await aWindow(PHONE, (text) => /413|404/.test(text));
  // Nothing but a server that refuses it keeps a reply from being sent for good.
  await page.routeWebSocket('**/ws', (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((text) => {
      const [, client_id] = /"client_id":"([^"]+)"/.exec(String(text)) ?? [];
      if (client_id === undefined) server.send(text);
      else
        socket.send(JSON.stringify({ type: 'error', code: 'forbidden', message: '', client_id }));
    });
  });
  const small: Record<string, string[]> = {};
  const look = async (state: string) => {
    small[state] = await smallTargets(page);
  };
  await page.goto(`${run.url}/admin/`);
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  await look('sign-in');
  await desk.signIn(run.url);
  await desk.row(user.email).waitFor();
  await look('inbox');
  await page.getByRole('searchbox').fill('nobody at all');
  await page.getByText('No active chat matches').waitFor();
  await look('no match');
  await page.getByRole('button', { name: 'Clear the search' }).tap();
  await desk.alerts.tap();
  await look('alerts');
  await page.keyboard.press('Escape');

  await desk.row(user.email).tap();
  await desk.messages.getByText('And the tent?').waitFor();
  await look('chat');
  await desk.box.fill('Writing');
  await answerUser(run, user.id, 'Alan here.');
  await page.getByText(/answered.* while/).waitFor();
  await look('warning');
  await page.getByRole('button', { name: 'Dismiss' }).tap();
  await page.getByRole('button', { name: 'Send', exact: true }).tap();
  await desk.messages.getByRole('button', { name: 'Discard' }).waitFor();
  await look('refused reply');
  await desk.messages.getByRole('button', { name: 'Discard' }).tap();
  await page.getByRole('button', { name: 'Insert a canned reply' }).tap();
  await page.getByRole('option', { name: '/hello' }).waitFor();
  await look('canned replies');
  await page.getByRole('option', { name: 'Edit canned replies…' }).tap();
  await page.getByRole('button', { name: /^\/hello/ }).waitFor();
  await look('canned reply list');
  await page.getByRole('button', { name: /^\/hello/ }).tap();
  await page.getByRole('button', { name: 'Save' }).waitFor();
  await look('canned reply');
  await page.getByRole('button', { name: 'Close' }).tap();

  await page.getByRole('button', { name: 'Who is this' }).tap();
  await page.getByRole('button', { name: 'Erase…' }).waitFor();
  await look('person');
  await page.getByRole('button', { name: 'Erase…' }).tap();
  await look('erase');
  await page.getByRole('button', { name: 'Cancel' }).tap();
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).tap();
  await page.getByRole('button', { name: 'Archive' }).tap();
  await page.getByRole('button', { name: 'Undo' }).waitFor();
  await look('toast');
  await desk.messages.getByText('my-parcel').waitFor();
  await look('next chat');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  expect(Object.entries(small).filter(([, names]) => names.length > 0)).toEqual([]);
  expect(first.chat_id).not.toBe('');
});

test('no notice moves what is being read, aimed at or written', async () => {
  const user = await aCustomer('Do not move me');
  await aCustomer('Archive me');
  const { page, desk } = await aWindow({}, (text) => /net::ERR|WebSocket|500/.test(text));
  await desk.signIn(run.url);
  await desk.row(user.email).click();
  await desk.messages.getByText('Do not move me').waitFor();
  await desk.live.waitFor();
  await untilStill(page);
  const places = () =>
    Promise.all(
      [desk.chats, desk.messages, desk.box].map(async (place) =>
        JSON.stringify(await place.boundingBox()),
      ),
    );
  const before = await places();

  await page.context().setOffline(true);
  await page.getByText('You are offline.').waitFor();
  expect(await places()).toEqual(before);
  await page.context().setOffline(false);
  await desk.live.waitFor();

  await page.route('**/api/admin/chats?*', (route) => route.fulfill({ status: 500, body: '{}' }));
  await page.route('**/archive', (route) => route.fulfill({ status: 500, body: '{}' }));
  await page.route(`**/messages?*`, (route) => route.fulfill({ status: 500, body: '{}' }));
  await page.getByRole('button', { name: 'Archive', exact: true }).click();
  await page.getByText('could not be archived').waitFor();
  await page.getByText('The chats could not be loaded.').waitFor();
  await desk.row(user.email).waitFor();
  await untilStill(page);
  const [list] = await places();
  expect(list).toBe(before[0]);
});
