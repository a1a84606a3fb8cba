import { mkdirSync } from 'node:fs';
import type { LocalRun } from '../local/start-local.ts';
import { synthesize } from '../local/synthesis.ts';
import { launchBrowser } from '../test/support/browser.ts';
import { startRun } from '../test/support/run.ts';
import { createDashboard } from './drivers/dashboard.ts';
import { createWidget } from './drivers/widget.ts';
import { startWithFixtures } from './fixtures/start-with-fixtures.ts';
import { FIRST_DAY_STATES } from './states/dashboard-first-day.ts';
import { DASHBOARD_STATES } from './states/dashboard-states.ts';
import { WIDGET_STATES } from './states/widget-states.ts';
import { DASHBOARD_SCREENS, WIDGET_SCREENS } from './take/looks.ts';
import { takeMessageFilm } from './take/message-film.ts';
import { takeReadmePictures } from './take/readme-pictures.ts';
import { takeStates } from './take/take-states.ts';

const DASHBOARD = { prefix: 'dashboard', screens: DASHBOARD_SCREENS, drive: createDashboard };
const WIDGET = { prefix: 'widget', screens: WIDGET_SCREENS, drive: createWidget };
const README_FOLDER = 'docs/images';
const STATES_FOLDER = 'dist/screenshots';

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
for (const folder of [README_FOLDER, STATES_FOLDER]) mkdirSync(folder, { recursive: true });
// `npm run screenshots -- readme` takes the README's pictures only; other words select states by name.
const words = process.argv.slice(2);
const isReadmeOnly = words.includes('readme');
await synthesize();
const browser = await launchBrowser();
try {
  if (isReadmeOnly || words.length === 0) {
    await onRun(startWithFixtures, takeReadme);
  }
  if (!isReadmeOnly) {
    const missing = [
      ...(await onRun(startWithFixtures, takeInUse)),
      ...(await onRun(startRun, takeFirstDay)),
    ];
    if (missing.length > 0) throw new Error(`These pictures are missing: ${missing.join(', ')}`);
  }
} finally {
  await browser.close();
}

async function takeReadme(run: LocalRun): Promise<void> {
  await takeReadmePictures(browser, run.url, README_FOLDER);
  await takeMessageFilm(browser, run, README_FOLDER);
}

async function takeInUse(run: LocalRun): Promise<string[]> {
  return [
    ...(await takeStates({ ...DASHBOARD, states: DASHBOARD_STATES }, optionsFor(run))),
    ...(await takeStates({ ...WIDGET, states: WIDGET_STATES }, optionsFor(run))),
  ];
}

function takeFirstDay(run: LocalRun): Promise<string[]> {
  return takeStates({ ...DASHBOARD, states: FIRST_DAY_STATES }, optionsFor(run));
}

function optionsFor(run: LocalRun) {
  const isWanted = (name: string) =>
    words.length === 0 || words.some((word) => name.includes(word));
  return { browser, run, folder: STATES_FOLDER, isWanted };
}

async function onRun<T>(start: () => Promise<LocalRun>, use: (run: LocalRun) => Promise<T>) {
  const run = await start();
  try {
    return await use(run);
  } finally {
    await run.stop();
  }
}
