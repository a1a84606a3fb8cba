import type { Browser, Page } from 'playwright-core';
import type { LocalRun } from '../../local/start-local.ts';
import { startBadNetwork } from '../../test/support/bad-network.ts';
import { createOtherPeople } from '../drivers/other-people.ts';
import type { Reach, Scene } from '../drivers/scene.ts';
import type { Screen } from './looks.ts';
import { takePicture } from './take-picture.ts';

/** The states of one web app, and how they are pictured. */
export type Album<Driver> = {
  /** Pictures are named `PREFIX-STATE-LOOK`. */
  readonly prefix: string;
  readonly screens: readonly Screen[];
  readonly states: Readonly<Record<string, Reach<Driver>>>;
  drive(page: Page, url: string, language?: string): Driver;
};

type Options = {
  readonly browser: Browser;
  readonly run: LocalRun;
  readonly folder: string;
  isWanted(picture: string): boolean;
};

/**
 * Takes the wanted pictures of an album. A state that cannot be reached does not stop the others; the
 * result is the names of the pictures that are missing.
 */
export async function takeStates<Driver>(
  album: Album<Driver>,
  options: Options,
): Promise<string[]> {
  const missing: string[] = [];
  for (const screen of album.screens) {
    for (const [state, reach] of Object.entries(album.states)) {
      const pictures = Object.entries(screen.looks)
        .map(([look, colours]) => ({ name: `${album.prefix}-${state}-${look}`, colours }))
        .filter(({ name }) => options.isWanted(name));
      if (pictures.length === 0) continue;
      try {
        await inWindow(screen, options, async (page, scene) => {
          await reach(album.drive(page, options.run.url, screen.language), scene);
          for (const { name, colours } of pictures) {
            await page.emulateMedia(colours);
            await takePicture(page, `${options.folder}/${name}`);
          }
        });
      } catch (error) {
        console.error(`${album.prefix}-${state}`, error);
        missing.push(...pictures.map(({ name }) => name));
      }
    }
  }
  return missing;
}

const TIMEOUT_MS = 45_000;

/** Opens a window with an own network and other people around it, and closes all of it afterwards. */
async function inWindow(
  screen: Screen,
  { browser, run }: Options,
  use: (page: Page, scene: Scene) => Promise<void>,
): Promise<void> {
  const network = await startBadNetwork();
  const people = createOtherPeople(run);
  const context = await browser.newContext({
    locale: 'en-GB',
    reducedMotion: 'reduce',
    proxy: network.proxy,
    ...screen.context,
  });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(TIMEOUT_MS);
    await use(page, { people, network });
  } finally {
    await context.close();
    await people.leave();
    await network.stop();
  }
}
