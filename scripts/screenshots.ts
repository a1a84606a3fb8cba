import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { synthesize } from '../local/synthesis.ts';
import { takeReadmePictures } from './screenshots/readme-pictures.ts';
import { startPeopledRun } from './screenshots/start-peopled-run.ts';
import { takeDeskStates } from './screenshots/take-desk-states.ts';
import { takeWidgetStates } from './screenshots/widget-states.ts';

const README_FOLDER = 'docs/images';
const STATES_FOLDER = 'dist/screenshots';

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
for (const folder of [README_FOLDER, STATES_FOLDER]) mkdirSync(folder, { recursive: true });
// Words after `--` pick the states to take: `npm run screenshots -- conversation`.
const wanted = process.argv.slice(2);
const run = await startPeopledRun(await synthesize());
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  if (wanted.length === 0) await takeReadmePictures(browser, run.url, README_FOLDER);
  const failed = await takeDeskStates(browser, run, { folder: STATES_FOLDER, wanted });
  await takeWidgetStates(browser, run, { folder: STATES_FOLDER, wanted });
  if (failed.length > 0) process.exitCode = 1;
} finally {
  await browser.close();
  await run.stop();
}
