import type { Browser, Page } from 'playwright-core';
import type { LocalRun } from '../../local/start-local.ts';
import { type Cast, createCast } from './cast.ts';
import { createDesk } from './desk.ts';
import { DESK_STATES } from './desk-states.ts';
import { isWanted } from './is-wanted.ts';
import { DESK_LOOKS } from './looks.ts';
import { shoot } from './shoot.ts';

/** Takes every state of the dashboard in every look, or those whose name holds a wanted word. */
export async function takeDeskStates(
  browser: Browser,
  run: LocalRun,
  options: { readonly folder: string; readonly wanted: readonly string[] },
): Promise<void> {
  let cast: Cast | undefined;
  for (const [look, context] of Object.entries(DESK_LOOKS)) {
    for (const [state, take] of Object.entries(DESK_STATES)) {
      const name = `desk-${state}-${look}`;
      if (!isWanted(name, options.wanted)) continue;
      cast ??= await createCast(run);
      const own = await browser.newContext({
        locale: 'en-GB',
        reducedMotion: 'reduce',
        ...context,
      });
      const page: Page = await own.newPage();
      await take(createDesk(page, run.url), cast);
      await shoot(page, `${options.folder}/${name}`);
      await own.close();
    }
  }
}
