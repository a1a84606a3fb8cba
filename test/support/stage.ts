import type { Browser } from 'playwright-core';
import { afterAll } from 'vitest';
import type { LocalOptions, LocalRun } from '../../local/start-local.ts';
import { launchBrowser } from './browser.ts';
import { startRun } from './run.ts';

export type Stage = { readonly run: LocalRun; readonly browser: Browser };

/** The whole product and a real browser, for all tests of the file that asks for it. */
export async function openStage(options?: Partial<LocalOptions>): Promise<Stage> {
  const [run, browser] = await Promise.all([startRun(options), launchBrowser()]);
  afterAll(async () => {
    await browser.close();
    await run.stop();
  });
  return { run, browser };
}
