import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { accessibilityFindings } from '../support/accessibility.ts';
import { dashboardOn } from '../support/dashboard.ts';
import { fakeDesktop, shownBy, timesAsked } from '../support/notifications.ts';
import { goOffline, setHidden } from '../support/page-states.ts';
import { countSounds, soundsOf } from '../support/sounds.ts';
import { openStage } from '../support/stage.ts';
import { waitUntil } from '../support/wait-until.ts';
import { widgetOn } from '../support/widget.ts';
import type { Window } from '../support/window.ts';

const stage = await openStage();
const { run } = stage;

let admin: Window;
/** Two tabs of the same admin. */
let one: Page;
let other: Page;
beforeAll(async () => {
  admin = await stage.window({ expected: /net::ERR|WebSocket/ });
  await fakeDesktop(admin.page.context(), 'granted');
  await countSounds(admin.page.context());
  one = admin.page;
  other = await admin.openTab();
  // Chromium draws the front page fastest.
  await one.bringToFront();
  await dashboardOn(one).signIn(run.url);
  await dashboardOn(one).live.waitFor();
  await other.goto(`${run.url}/admin/`);
  for (const page of [one, other]) {
    await dashboardOn(page).live.waitFor();
    await page.getByText('No active chats').waitFor();
  }
});

const findings = (page: Page) => accessibilityFindings(page, { within: 'header' });
const ONLINE = /^Online( ·.*)?$/;
const bodies = async () => (await shownBy(one, other)).map(({ body }) => body);
const icon = (page: Page) => page.locator('link[rel="icon"]').getAttribute('href');
const untilShown = (body: string) =>
  waitUntil(`a notification of “${body}”`, async () => (await bodies()).includes(body));

test('[A5] nothing is asked on load; the switch asks, and is on in every tab', async () => {
  expect(await timesAsked(one, other)).toBe(0);
  await dashboardOn(other).alerts.click();
  await dashboardOn(one).alerts.click();
  await dashboardOn(one).alert('Desktop notifications').check();
  await waitUntil('the other tab to know', () =>
    dashboardOn(other).alert('Desktop notifications').isChecked(),
  );
  expect(await timesAsked(one, other)).toBe(1);
  for (const page of [one, other]) await page.keyboard.press('Escape');
  expect(await dashboardOn(one).alert('Sound').isVisible()).toBe(false);
  expect(await dashboardOn(one).alerts.evaluate((button) => button.matches(':focus'))).toBe(true);
});

test('[A5] a message in two tabs: one sound, one notification, both titles and icons marked', async () => {
  const ann = await stage.signedInUser();
  await ann.write('Is anybody there?');
  await untilShown('Is anybody there?');
  for (const page of [one, other]) {
    await waitUntil('the title to count', async () =>
      (await page.title()).startsWith('(1) Inbox · '),
    );
    expect(await icon(page)).toMatch(/^data:image\/svg/);
  }
  const [shown] = await shownBy(one, other);
  expect(shown).toMatchObject({ title: ann.email, tag: ann.chat_id, isOpen: true });

  // A second message of the same user replaces the first; by then every tab has handled it.
  await ann.write('Hello?');
  await untilShown('Hello?');
  await waitUntil('two sounds', async () => (await soundsOf(one, other)) >= 2);
  expect(await bodies()).toHaveLength(2);
  expect(await soundsOf(one, other)).toBe(2);
  expect((await shownBy(one, other)).filter(({ isOpen }) => isOpen).length).toBeLessThanOrEqual(2);
});

test('[A5] a click on it opens the chat, and once read nothing is left of it in any tab', async () => {
  const shower = (await shownBy(one)).some(({ body }) => body === 'Hello?') ? one : other;
  await shower.evaluate(() => window.notifications?.shown.at(-1)?.click());
  await dashboardOn(shower).messages.getByText('Hello?').waitFor();
  expect(new URL(shower.url()).pathname).toMatch(/\/chats\/[0-9a-f-]+$/);
  for (const page of [one, other]) {
    await waitUntil('the title to count nothing', async () => !(await page.title()).includes('('));
    expect(await icon(page)).toMatch(/favicon\.svg$/);
  }
  await waitUntil('no notification to be left', async () =>
    (await shownBy(one, other)).every(({ isOpen }) => !isOpen),
  );
});

test('[A5] the chat that is open in sight stays quiet in all tabs, others do not', async () => {
  const [bob, cyn] = await Promise.all([stage.signedInUser(), stage.signedInUser()]);
  await bob.write('I am Bob');
  await untilShown('I am Bob');
  await dashboardOn(one).row(bob.email).click();
  await dashboardOn(one).messages.getByText('I am Bob').waitFor();
  const soundsBefore = await soundsOf(one, other);
  await bob.write('Do you see this?');
  await dashboardOn(one).messages.getByText('Do you see this?').waitFor();
  await cyn.write('I am Cyn');
  await untilShown('I am Cyn');
  await waitUntil('her sound', async () => (await soundsOf(one, other)) > soundsBefore);
  expect(await bodies()).not.toContain('Do you see this?');
  expect(await soundsOf(one, other)).toBe(soundsBefore + 1);
});

test('[A5] what is switched off stays off, in every tab and over a reload', async () => {
  const dashboard = dashboardOn(one);
  await dashboard.alerts.click();
  await dashboard.alert('Sound').uncheck();
  await dashboard.alert('Number in the tab title').uncheck();
  await dashboard.alert('Dot on the tab icon').uncheck();
  await one.keyboard.press('Escape');
  await other.getByRole('button', { name: 'Notifications, sound is off' }).waitFor();
  await one.reload();
  await dashboard.live.waitFor();
  await one.getByRole('button', { name: 'Notifications, sound is off' }).click();
  const soundsBefore = await soundsOf(one, other);
  const dan = await stage.signedInUser();
  await dan.write('Quietly');
  await untilShown('Quietly');
  await dashboard.row(dan.email).waitFor();
  expect(await one.title()).not.toContain('(');
  expect(await icon(one)).toMatch(/favicon\.svg$/);
  expect(await soundsOf(one, other)).toBe(soundsBefore);
  await dashboard.alert('Sound').check();
  await waitUntil('it to be heard', async () => (await soundsOf(one)) === 1);
  await one.keyboard.press('Escape');
});

test('[A5] messages missed in several chats make one notification', async () => {
  const writers = await Promise.all(['one', 'two', 'three'].map(() => stage.signedInUser()));
  for (const page of [one, other]) await page.evaluate(() => window.notifications?.shown.splice(0));
  const soundsBefore = await soundsOf(one, other);
  const backOnline = await Promise.all([goOffline(one), goOffline(other)]);
  for (const page of [one, other]) await page.getByText('You are offline').waitFor();
  await Promise.all(writers.map(({ write }) => write('Anybody?')));
  await Promise.all(backOnline.map((back) => back()));
  await waitUntil('one for all', async () => (await shownBy(one, other)).length > 0, 40_000);
  for (const page of [one, other])
    for (const { email } of writers) await dashboardOn(page).row(email).waitFor();
  // A later message shows that every tab has handled the earlier ones.
  const late = await stage.signedInUser();
  await late.write('I am late');
  await untilShown('I am late');
  const titles = (await shownBy(one, other)).map(({ title }) => title);
  expect(titles.sort()).toEqual(['New messages in 3 chats', late.email].sort());
  await waitUntil('the sounds', async () => (await soundsOf(one, other)) >= soundsBefore + 2);
  expect(await soundsOf(one, other)).toBe(soundsBefore + 2);
}, 90_000);

test('[A8] a user is not called online while the dashboard is not', async () => {
  const shopper = await stage.window();
  const eve = await stage.signedInUser();
  await eve.write('I stay a while');
  await widgetOn(shopper.page).visitAs(run.url, eve);
  await widgetOn(shopper.page).open();
  await dashboardOn(one).row(eve.email).click();
  // In the header of the chat, and in the details beside it.
  await waitUntil('Eve online', async () => (await one.getByText(ONLINE).count()) === 2);
  const backOnline = await goOffline(one);
  await one.getByText('Online status unknown').first().waitFor();
  await waitUntil('nobody online', async () => (await one.getByText(ONLINE).count()) === 0);
  await backOnline();
  await one.getByText(ONLINE).first().waitFor({ timeout: 40_000 });
  await shopper.close();
}, 90_000);

test('[A5] notifications are offered once, after the admin was away, and a denied permission is explained', async () => {
  const { page } = await stage.window();
  await fakeDesktop(page.context(), 'denied');
  const dashboard = dashboardOn(page);
  await dashboard.signIn(run.url);
  await dashboard.live.waitFor();
  const fay = await stage.signedInUser();
  await dashboard.row(/./).first().waitFor();
  await fay.write('In sight');
  await dashboard.row(fay.email).waitFor();
  const offer = page.getByRole('region', { name: 'You missed a message' });
  expect(await offer.isVisible()).toBe(false);
  await setHidden(page, true);
  await fay.write('Out of sight');
  await offer.waitFor();
  await setHidden(page, false);
  expect(await findings(page)).toEqual([]);
  expect(await timesAsked(page)).toBe(0);
  await offer.getByRole('button', { name: 'Turn on' }).click();
  await offer.waitFor({ state: 'hidden' });
  await dashboard.alerts.click();
  await page.getByText('Your browser blocks them.').waitFor();
  expect(await dashboard.alert('Desktop notifications').isDisabled()).toBe(true);
  expect(await dashboard.alert('Desktop notifications').isChecked()).toBe(false);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await findings(page)).toEqual([]);
  }
});

test('[S6] no tab reported anything, of errors or of its strict security policy', () => {
  expect(admin.complaints).toEqual([]);
});
