import { openWindow, type WindowOptions } from './browser.ts';
import { closeAfterTest } from './close-after-test.ts';
import { dashboard } from './dashboard.ts';
import type { Stage } from './stage.ts';

/** An admin who is signed in to a dashboard that is live, for the test that is running. */
export async function openDashboard({ run, browser }: Stage, ...options: WindowOptions) {
  const window = await openWindow(browser, ...options);
  closeAfterTest(window);
  const { page } = window;
  const desk = dashboard(page);
  await desk.signIn(run.url);
  await desk.live.waitFor();
  return { page, desk };
}
