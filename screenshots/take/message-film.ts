import { writeFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import type { LocalRun } from '../../local/start-local.ts';
import { createDashboard } from '../drivers/dashboard.ts';
import { createOtherPeople } from '../drivers/other-people.ts';
import { createWidget } from '../drivers/widget.ts';
import { startFilm } from './film.ts';

const HEIGHT = 560;
/** From 600 pixels on, the widget floats above the shop's page. The film shows the part with the panel. */
const SHOP_WIDTH = 620;
const WIDGET_WIDTH = 430;
const DASHBOARD_WIDTH = 480;

/** Time to notice what is new, and to look at the other side. */
const LOOK_MS = 600;

const QUESTION = 'Hi! Does the Halla 2 fit on a bike rack?';
const REPLY = 'It does: packed it is 42 × 14 cm.';

/** Films a message on its way from the widget to the dashboard, and the reply on its way back. */
export async function takeMessageFilm(
  browser: Browser,
  run: LocalRun,
  folder: string,
): Promise<void> {
  const widget = createWidget(await openPage(browser, SHOP_WIDTH), run.url);
  await widget.visit(await createOtherPeople(run).newUser('Alice Moss'));
  await widget.open();
  await widget.isConnected();
  const dashboard = createDashboard(await openPage(browser, DASHBOARD_WIDTH), run.url);
  await dashboard.showInbox();
  await widget.part('.panel').getByText('We are online').waitFor();
  const log = dashboard.page.getByRole('log');

  const film = await startFilm([
    { page: widget.page, left: SHOP_WIDTH - WIDGET_WIDTH, width: WIDGET_WIDTH },
    { page: dashboard.page, left: 0, width: DASHBOARD_WIDTH },
  ]);
  await film.pause(LOOK_MS);
  await film.type(widget.part('textarea'), QUESTION);
  await widget.page.keyboard.press('Enter');
  const row = dashboard.page.getByRole('link', { name: /alice\.moss/ });
  await row.waitFor();
  await film.pause(LOOK_MS);
  await row.click();
  await log.getByText(QUESTION).waitFor();
  await film.pause(LOOK_MS);
  await film.type(dashboard.replyBox, REPLY);
  await dashboard.page.keyboard.press('Enter');
  await widget.part('.log').getByText(REPLY).waitFor();
  await log.getByText('Seen').waitFor();
  await film.pause(LOOK_MS);
  writeFileSync(`${folder}/message.gif`, await film.stop());
}

async function openPage(browser: Browser, width: number): Promise<Page> {
  const context = await browser.newContext({
    locale: 'en-GB',
    colorScheme: 'light',
    viewport: { width, height: HEIGHT },
  });
  return context.newPage();
}
