import type { Browser } from 'playwright-core';
import type { LocalRun } from '../../local/start-local.ts';
import { isWanted } from './is-wanted.ts';
import { LOOKS } from './looks.ts';
import { createPerson } from './person.ts';
import { shoot } from './shoot.ts';
import { STATES } from './states.ts';
import { createWidget } from './widget.ts';

/** Takes every state of the widget in every look, or those whose name holds a wanted word. */
export async function takeWidgetStates(
  browser: Browser,
  run: LocalRun,
  options: { readonly folder: string; readonly wanted: readonly string[] },
): Promise<void> {
  for (const [look, { context, language }] of Object.entries(LOOKS)) {
    for (const [state, take] of Object.entries(STATES)) {
      const name = `${state}-${look}`;
      if (!isWanted(name, options.wanted)) continue;
      const own = await browser.newContext({
        locale: 'en-GB',
        reducedMotion: 'reduce',
        ...context,
      });
      const page = await own.newPage();
      const person = await createPerson(run);
      await take(createWidget(page, run.url, { token: person.token, language }), person);
      await shoot(page, `${options.folder}/${name}`);
      await own.close();
    }
  }
}
