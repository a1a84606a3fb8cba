import { cpus } from 'node:os';
import { type Browser, chromium } from 'playwright-core';
import * as v from 'valibot';
import { startLocal } from '../local/start-local.ts';
import { synthesize } from '../local/synthesis.ts';
import { chromiumPath } from '../scripts/prepare/chromium.ts';

const VIEWS = 15;
/** A longer task counts as blocking, by the definition of total blocking time. */
const LONG_TASK_MS = 50;

const TraceSchema = v.object({
  traceEvents: v.array(
    v.object({
      name: v.string(),
      /** CPU time in microseconds. */
      tdur: v.optional(v.number(), 0),
      args: v.optional(
        v.object({
          data: v.optional(v.object({ url: v.optional(v.string(), '') }), {}),
          fileName: v.optional(v.string(), ''),
        }),
        {},
      ),
    }),
  ),
});

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
const run = await startLocal({ assembly: await synthesize(), demo: 'dist/demo', limits: 'off' });
const browser = await chromium.launch({
  executablePath: chromiumPath(),
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  console.log(`A page view by somebody who never chatted; median of ${VIEWS}.`);
  console.log(
    `Measured on ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Chromium ${browser.version()}.`,
  );
  console.table({
    'as fast as here': await measure(browser, 1),
    'slowed down 4 times, like a phone': await measure(browser, 4),
  });
} finally {
  await browser.close();
  await run.stop();
}

type Figures = {
  readonly 'widget.js on the main thread, ms': number;
  readonly 'of it blocking, ms': number;
  readonly 'requests to the chat': number;
  readonly 'bytes stored': number;
};

async function measure(on: Browser, slowdown: number): Promise<Figures> {
  const views: Figures[] = [];
  // The first view only warms up the browser and the server.
  for (let n = 0; n <= VIEWS; n += 1) views.push(await view(on, slowdown));
  const median = (name: keyof Figures) =>
    views
      .slice(1)
      .map((figures) => figures[name])
      .sort((a, b) => a - b)[Math.floor(VIEWS / 2)] ?? 0;
  return {
    'widget.js on the main thread, ms': median('widget.js on the main thread, ms'),
    'of it blocking, ms': median('of it blocking, ms'),
    'requests to the chat': median('requests to the chat'),
    'bytes stored': median('bytes stored'),
  };
}

async function view(on: Browser, slowdown: number): Promise<Figures> {
  const page = await on.newPage();
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  const requests: string[] = [];
  page.on('request', (request) => requests.push(new URL(request.url()).pathname));
  await on.startTracing(page, { categories: ['devtools.timeline', 'v8'] });
  await page.goto(run.url);
  await page.getByRole('button', { name: 'Support chat' }).waitFor();
  await page.waitForLoadState('networkidle');
  const tasksMs = tasksOfLoader(await on.stopTracing());
  const stored = await page.evaluate(() => JSON.stringify({ ...localStorage }) + document.cookie);
  await page.close();
  const sum = (values: readonly number[]) =>
    Number(values.reduce((total, value) => total + value, 0).toFixed(1));
  return {
    'widget.js on the main thread, ms': sum(tasksMs),
    'of it blocking, ms': sum(tasksMs.map((ms) => Math.max(0, ms - LONG_TASK_MS))),
    'requests to the chat': requests.filter((path) => /^\/(api|ws|widget)/.test(path)).length,
    'bytes stored': stored === '{}' ? 0 : stored.length,
  };
}

/** The duration of each task that compiled, ran or called back `widget.js`. */
function tasksOfLoader(trace: Buffer): number[] {
  const { traceEvents } = v.parse(TraceSchema, JSON.parse(trace.toString()));
  return traceEvents
    .filter(({ name }) => name === 'EvaluateScript' || name === 'FunctionCall')
    .filter(({ args }) => `${args.data.url} ${args.fileName}`.includes('/widget.js'))
    .map(({ tdur }) => tdur / 1_000);
}
