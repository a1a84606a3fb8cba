import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { dashboardOn } from '../support/dashboard.ts';
import { call } from '../support/http-client.ts';
import { untilStill } from '../support/page-states.ts';
import { openStage } from '../support/stage.ts';
import type { WindowOptions } from '../support/window.ts';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
/** The size of a finger, by the guidelines of Apple. */
const LEAST_PIXELS = 44;

const stage = await openStage();
const { run } = stage;

async function aWindow(options: WindowOptions) {
  const { page } = await stage.window(options);
  return { page, dashboard: dashboardOn(page) };
}

/** Targets that are smaller than a finger. Links within a sentence are excepted, as in WCAG. */
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

test('no target is smaller than 44 pixels on a touch screen', async () => {
  const first = await stage.signedInUser({ wrote: 'Where is https://example.com/my-parcel?' });
  const user = await stage.signedInUser({ wrote: 'And the tent?' });
  const admin = await stage.admin('Alan');
  await call(run.url, 'PUT /api/admin/canned_replies/hello', {
    token: admin.token,
    body: { content: 'Hello!' },
  });
  const { page, dashboard } = await aWindow({ ...PHONE, expected: /413|404/ });
  // Only a server that rejects it keeps a reply unsent.
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
  await dashboard.signIn(run.url);
  await dashboard.row(user.email).waitFor();
  await look('inbox');
  await page.getByRole('searchbox').fill('nobody at all');
  await page.getByText('No active chat matches').waitFor();
  await look('no match');
  await page.getByRole('button', { name: 'Clear the search' }).tap();
  await dashboard.alerts.tap();
  await look('alerts');
  await page.keyboard.press('Escape');

  await dashboard.row(user.email).tap();
  await dashboard.messages.getByText('And the tent?').waitFor();
  await look('chat');
  await dashboard.box.fill('Writing');
  await stage.reply(user, 'Alan here.');
  await page.getByText(/replied.* while/).waitFor();
  await look('warning');
  await page.getByRole('button', { name: 'Dismiss' }).tap();
  await page.getByRole('button', { name: 'Send', exact: true }).tap();
  await dashboard.messages.getByRole('button', { name: 'Discard' }).waitFor();
  await look('refused reply');
  await dashboard.messages.getByRole('button', { name: 'Discard' }).tap();
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
  await dashboard.messages.getByText('my-parcel').waitFor();
  await look('next chat');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  expect(Object.entries(small).filter(([, names]) => names.length > 0)).toEqual([]);
  expect(first.chat_id).not.toBe('');
});

test('no notice moves what is being read, aimed at or written', async () => {
  const user = await stage.signedInUser({ wrote: 'Do not move me' });
  await stage.signedInUser({ wrote: 'Archive me' });
  const { page, dashboard } = await aWindow({ expected: /net::ERR|WebSocket|500/ });
  await dashboard.signIn(run.url);
  await dashboard.row(user.email).click();
  await dashboard.messages.getByText('Do not move me').waitFor();
  await dashboard.live.waitFor();
  await untilStill(page);
  const places = () =>
    Promise.all(
      [dashboard.chats, dashboard.messages, dashboard.box].map(async (place) =>
        JSON.stringify(await place.boundingBox()),
      ),
    );
  const before = await places();

  await page.context().setOffline(true);
  await page.getByText('You are offline.').waitFor();
  expect(await places()).toEqual(before);
  await page.context().setOffline(false);
  await dashboard.live.waitFor();

  await page.route('**/api/admin/chats?*', (route) => route.fulfill({ status: 500, body: '{}' }));
  await page.route('**/archive', (route) => route.fulfill({ status: 500, body: '{}' }));
  await page.route(`**/messages?*`, (route) => route.fulfill({ status: 500, body: '{}' }));
  await page.getByRole('button', { name: 'Archive', exact: true }).click();
  await page.getByText('could not be archived').waitFor();
  await page.getByText('The chats could not be loaded.').waitFor();
  await dashboard.row(user.email).waitFor();
  await untilStill(page);
  const [list] = await places();
  expect(list).toBe(before[0]);
});
