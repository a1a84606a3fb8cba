import type { Browser } from 'playwright-core';
import type { LocalRun } from '../../local/start-local.ts';
import { type Cast, readAll } from './cast.ts';
import { createDesk } from './desk.ts';
import { DESK_STATES } from './desk-states.ts';
import { isWanted } from './is-wanted.ts';
import { DESK_SCREENS, type DeskScreen } from './looks.ts';
import { shoot } from './shoot.ts';
import type { Take } from './take.ts';

type Options = { readonly folder: string; readonly wanted: readonly string[] };

/**
 * Takes every state of the dashboard in every look, or those whose name holds a wanted word. A state
 * that cannot be had does not keep the others from being taken; the names of such are the result.
 */
export async function takeDeskStates(
  browser: Browser,
  run: LocalRun,
  options: Options,
): Promise<readonly string[]> {
  const failed: string[] = [];
  let cast: Cast | undefined;
  for (const screen of DESK_SCREENS) {
    for (const [state, take] of Object.entries(DESK_STATES)) {
      const names = Object.keys(screen.looks).filter((look) =>
        isWanted(nameOf(state, look), options.wanted),
      );
      if (names.length === 0) continue;
      cast ??= await readAll(run);
      try {
        await takeOne({ browser, url: run.url, cast, screen, state, take, names, ...options });
      } catch (error) {
        console.error(nameOf(state, names.join('/')), error);
        failed.push(state);
      }
    }
  }
  return failed;
}

const nameOf = (state: string, look: string) => `desk-${state}-${look}`;

type Sitting = {
  readonly browser: Browser;
  readonly url: string;
  readonly cast: Cast;
  readonly screen: DeskScreen;
  readonly state: string;
  readonly take: Take;
  /** Of the looks to take, which all show one and the same page. */
  readonly names: readonly string[];
  readonly folder: string;
};

async function takeOne({ browser, screen, names, ...sitting }: Sitting): Promise<void> {
  const context = await browser.newContext({
    locale: 'en-GB',
    reducedMotion: 'reduce',
    ...screen.context,
  });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    await sitting.take(createDesk(page, sitting.url), sitting.cast);
    for (const name of names) {
      await page.emulateMedia({ ...screen.looks[name] });
      await shoot(page, `${sitting.folder}/${nameOf(sitting.state, name)}`);
    }
  } finally {
    await context.close();
  }
}

const PATIENCE_MS = 45_000;
