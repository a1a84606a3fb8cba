import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { accessibilityFindings } from '../support/accessibility.ts';
import { dashboardOn } from '../support/dashboard.ts';
import { call } from '../support/http-client.ts';
import { humanInput } from '../support/human-input.ts';
import { openStage } from '../support/stage.ts';
import { waitUntil } from '../support/wait-until.ts';

const stage = await openStage();
const { run } = stage;

test('a draft and a rejected reply are marked in the inbox, in every tab', async () => {
  const [draft, refused, open] = [
    await stage.signedInUser({ wrote: 'one' }),
    await stage.signedInUser({ wrote: 'two' }),
    await stage.signedInUser({ wrote: 'three' }),
  ];
  const { page, dashboard } = await stage.dashboard();
  await dashboard.row(draft.email).click();
  await dashboard.box.fill('Half an answer');
  await dashboard.row(refused.email).click();
  await dashboard.row(draft.email).getByText('Draft').waitFor();
  await dashboard.box.fill('x'.repeat(4_001));
  expect(await page.getByRole('button', { name: 'Send', exact: true }).isDisabled()).toBe(true);
  await dashboard.box.fill('');
  // This is what the client stores when the server rejects a message.
  await page.evaluate(
    ([id, chat]) => {
      const message = {
        client_id: 'c',
        content: 'Hi',
        created_at: '2026-01-01',
        code: 'forbidden',
      };
      localStorage.setItem(`support-chat:unsent:${id}:${chat}`, JSON.stringify({ 0: message }));
    },
    [await adminId(page), refused.chat_id] as const,
  );
  const other = await page.context().newPage();
  await other.goto(`${run.url}/admin/chats/${open.chat_id}`);
  await dashboardOn(other).row(draft.email).getByText('Draft').waitFor();
  await dashboardOn(other).row(refused.email).getByText('Not sent').waitFor();
  expect(await accessibilityFindings(other)).toEqual([]);

  await dashboard.row(draft.email).click();
  await dashboard.box.fill('');
  await dashboardOn(other).row(draft.email).getByText('Draft').waitFor({ state: 'detached' });
  await dashboardOn(other).row(refused.email).click();
  await dashboardOn(other).messages.getByRole('button', { name: 'Discard' }).click();
  await dashboardOn(other).row(open.email).click();
  expect(await dashboardOn(other).row(refused.email).getByText('Not sent').count()).toBe(0);
});

/** The id under which this browser keeps the admin's drafts. */
const adminId = (page: Page) =>
  page.evaluate(() => {
    const key = Object.keys(localStorage).find((name) => name.startsWith('support-chat.draft:'));
    return decodeURIComponent(key?.split(':')[1] ?? '');
  });

test('a chat that was open recently shows at once, with the messages that came since', async () => {
  const [first, second] = [
    await stage.signedInUser({ wrote: 'the first chat' }),
    await stage.signedInUser({ wrote: 'the second chat' }),
  ];
  const { page, dashboard } = await stage.dashboard({ expected: /404/ });
  for (const [person, text] of [
    [first, 'the first chat'],
    [second, 'the second chat'],
  ] as const) {
    await dashboard.row(person.email).click();
    await dashboard.messages.getByText(text).waitFor();
  }
  await stage.reply(first, 'while you were away');
  let release = () => {};
  const isReleased = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(`**/api/admin/chats/${first.chat_id}`, async (route) => {
    await isReleased;
    await route.fallback();
  });
  await dashboard.row(first.email).click();
  await dashboard.messages.getByText('the first chat').waitFor();
  expect(await page.getByText('Loading messages…').count()).toBe(0);
  release();
  await dashboard.messages.getByText('while you were away').waitFor();
  expect(await dashboard.messages.getByText('the first chat').count()).toBe(1);

  // A chat that was erased meanwhile does not show again.
  await dashboard.row(second.email).click();
  await dashboard.messages.getByText('the second chat').waitFor();
  const { token } = await stage.admin('Grace');
  await call(run.url, `DELETE /api/admin/chats/${first.chat_id}`, { token });
  await dashboard.row(first.email).waitFor({ state: 'detached' });
  await page.goBack();
  await page.getByRole('heading', { name: 'This chat does not exist' }).waitFor();
  expect(await page.getByText('the first chat').count()).toBe(0);
});

test('the bell is struck through only when the sound is off', async () => {
  const { page, dashboard } = await stage.dashboard();
  const shape = () => dashboard.alerts.locator('path').getAttribute('d');
  await dashboard.alerts.click();
  const on = await shape();
  await dashboard.alert('Sound').uncheck();
  const off = await shape();
  expect(off).not.toBe(on);
  await dashboard.alert('Sound').check();
  await page.reload();
  await dashboard.alerts.waitFor();
  expect(await shape()).toBe(on);
});

test('an icon button shows its name on hover and on keyboard focus', async () => {
  const { page, dashboard } = await stage.dashboard();
  const tip = page.locator('[popover="manual"]');
  const { aim } = humanInput(page);
  await aim(dashboard.alerts);
  await tip.getByText(/^Notifications/).waitFor();
  await page.keyboard.press('Escape');
  await tip.waitFor({ state: 'hidden' });
  await page.mouse.move(600, 400);
  await dashboard.alerts.focus();
  await page.keyboard.press('Tab');
  await tip.getByText('Keyboard shortcuts (?)').waitFor();
  const [button, shown] = await Promise.all([
    page.getByRole('button', { name: 'Keyboard shortcuts' }).boundingBox(),
    tip.boundingBox(),
  ]);
  expect(shown?.y).toBeGreaterThanOrEqual((button?.y ?? 0) + (button?.height ?? 0));
  expect((shown?.x ?? 0) + (shown?.width ?? 0)).toBeLessThanOrEqual(1_280);
  // It disappears with the focus.
  await page.keyboard.press('Tab');
  await tip.waitFor({ state: 'hidden' });
  // A button with a text has none.
  await aim(page.getByRole('button', { name: 'Sign out' }));
  await humanInput(page).rest();
  expect(await tip.isVisible()).toBe(false);
});

test('a message and the details beside the chat format the time in the same way', async () => {
  const user = await stage.signedInUser({ wrote: 'What time is it?' });
  const { page, dashboard } = await stage.dashboard({
    locale: 'en-US',
    timezoneId: 'Pacific/Kiritimati',
    viewport: { width: 1_400, height: 900 },
  });
  await dashboard.row(user.email).click();
  const card = page.getByRole('complementary', { name: 'Who is this' });
  const seen = await card.locator('time').textContent();
  const time = await dashboard.messages.locator('time').first();
  await waitUntil('the time', () => time.textContent());
  expect(seen).toMatch(/^\w+ \d+, \d{4} at \d+:\d\d [AP]M$/);
  expect(seen?.replace(/\s/g, ' ')).toContain(
    ((await time.textContent()) ?? '').replace(/\s/g, ' '),
  );
  expect(await time.getAttribute('title')).toBe(seen);
});

test('[A6] undo is offered for 8 seconds, and longer while the pointer is on it', async () => {
  const [, newer] = [
    await stage.signedInUser({ wrote: 'older' }),
    await stage.signedInUser({ wrote: 'newer' }),
  ];
  const { page } = await stage.window();
  const dashboard = dashboardOn(page);
  await page.clock.install();
  await dashboard.signIn(run.url);
  await dashboard.row(newer.email).click();
  await dashboard.messages.getByText('newer').waitFor();
  // On a slow machine seconds pass between the steps below.
  await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 1_000);
  await page.getByRole('button', { name: 'Archive', exact: true }).click();
  const undo = page.getByRole('button', { name: 'Undo' });
  await undo.waitFor();
  await page.clock.fastForward(7_000);
  expect(await undo.isVisible()).toBe(true);
  await undo.hover();
  await page.clock.fastForward(20_000);
  expect(await undo.isVisible()).toBe(true);
  await page.mouse.move(900, 300);
  await page.clock.fastForward(8_100);
  await undo.waitFor({ state: 'detached' });
});
