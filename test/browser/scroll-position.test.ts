import type { Locator } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { dashboardOn } from '../support/dashboard.ts';
import { openStage } from '../support/stage.ts';
import { waitUntil } from '../support/wait-until.ts';
import { widgetOn } from '../support/widget.ts';
import type { Window } from '../support/window.ts';

const LONG_TALE = Array.from({ length: 40 }, (_, line) => `line ${line}`).join('\n');
/** Who stops typing is taken off after 5 s, and then nothing is out of sight either. */
const SOONER_THAN_IT_GOES_MS = 2_000;
const SEVEN_LINES = 'a\nb\nc\nd\ne\nf\ng';

const stage = await openStage();
const { run } = stage;
let user: Window;
let admin: Window;
beforeAll(async () => {
  user = await stage.window();
  admin = await stage.window();
  const widget = widgetOn(user.page);
  const dashboard = dashboardOn(admin.page);
  await widget.visit(run.url, 'Alice');
  await widget.open();
  await widget.write(LONG_TALE);
  await dashboard.signIn(run.url);
  await dashboard.row(/alice/i).click();
  await dashboard.messages.getByText('line 39').waitFor();
  // It opens where admin have left off: at its beginning.
  await admin.page.getByRole('button', { name: 'Go to the newest message' }).click();
});

test('[U2] who is typing comes into sight below a long chat', async () => {
  await dashboardOn(admin.page).box.pressSequentially('Let me see');
  await user.page.getByText('Ada is typing').waitFor();
  const { messages } = widgetOn(user.page);
  const isInSight = async () => (await hiddenBelow(messages)) === 0;
  await waitUntil('the typing line to be in sight', isInSight, SOONER_THAN_IT_GOES_MS);
});

test('[U2, A4] the newest message stays in sight while a long text is being written', async () => {
  for (const { box, messages } of [widgetOn(user.page), dashboardOn(admin.page)]) {
    await box.fill(SEVEN_LINES);
    for (const key of 'more') {
      await box.press(key);
      await waitUntil('the end to be in sight', async () => (await hiddenBelow(messages)) === 0);
    }
  }
});

test('[A6] archiving and restoring by keyboard leave the focus where one can go on', async () => {
  const { page } = admin;
  const hasFocus = (place: Locator) => place.evaluate((one) => one === document.activeElement);
  await page.getByRole('button', { name: 'Archive' }).press('Enter');
  // It was the only chat.
  await page.getByText('No active chats').waitFor();
  expect(await hasFocus(dashboardOn(page).tab('Active'))).toBe(true);
  await page.keyboard.press('ArrowRight');
  await dashboardOn(page).row(/alice/i).click();
  await page.getByRole('button', { name: 'Restore' }).press('Enter');
  const archive = page.getByRole('button', { name: 'Archive', exact: true });
  await archive.waitFor();
  expect(await hasFocus(archive)).toBe(true);
});

/** How many pixels of a scrolled list are out of sight at its end. */
function hiddenBelow(list: Locator): Promise<number> {
  return list.evaluate(({ scrollHeight, scrollTop, clientHeight }) =>
    Math.floor(scrollHeight - scrollTop - clientHeight),
  );
}
