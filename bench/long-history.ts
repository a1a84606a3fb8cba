import { cpus } from 'node:os';
import type { CDPSession, Page } from 'playwright-core';
import { startLocal } from '../local/start-local.ts';
import { synthesize } from '../local/synthesis.ts';
import { launchBrowser } from '../test/support/browser.ts';
import { routeToModel } from '../test/support/model-chat.ts';
import { waitUntil } from '../test/support/wait-until.ts';
import { widgetOn } from '../test/support/widget.ts';
import { createModelServer, type ModelServer } from '../test/web-client/support/model-server.ts';

/** How many messages are loaded when one more arrives. */
const LOADED = [50, 1_000, 10_000];
const ARRIVALS = 20;

type Figures = { scriptMs: number; layoutMs: number; allMs: number };

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
const run = await startLocal({ assembly: await synthesize(), demo: 'dist/demo', limits: 'off' });
const browser = await launchBrowser();
try {
  const figures = await measureAll(await browser.newPage(), run.url);
  console.log(`A message arrives in an open chat: the browser's work for each of ${ARRIVALS}.`);
  console.log(`Measured on ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, in Chromium.`);
  console.table(figures);
} finally {
  await browser.close();
  await run.stop();
}

async function measureAll(page: Page, url: string): Promise<Record<string, Figures>> {
  const server = createModelServer();
  for (let n = 1; n <= Math.max(...LOADED); n += 1) server.commit({ client_id: `${n}` });
  await routeToModel(page, server);
  const widget = widgetOn(page);
  await widget.visit(url, 'Alice');
  await widget.open();
  await widget.connected.waitFor();
  const figures: Record<string, Figures> = {};
  for (const count of LOADED) {
    await scrollUpUntil(page, count);
    figures[`${count} loaded`] = await measureArrivals(page, server);
  }
  return figures;
}

async function scrollUpUntil(page: Page, count: number): Promise<void> {
  const toTop = (log: Element) => {
    log.scrollTop = 0;
    return log.querySelectorAll('li').length;
  };
  const { messages } = widgetOn(page);
  const isLoaded = async () => (await messages.evaluate(toTop)) >= count;
  await waitUntil(`${count} messages to be loaded`, isLoaded, 600_000);
  await messages.evaluate((log) => log.scrollTo(0, log.scrollHeight));
}

async function measureArrivals(page: Page, server: ModelServer): Promise<Figures> {
  const devTools = await page.context().newCDPSession(page);
  // CPU time of the thread: other work of the computer does not count.
  await devTools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const before = await workDone(devTools);
  for (let n = 1; n <= ARRIVALS; n += 1) {
    const arrived = nextArrival(page);
    server.commit({ client_id: `${server.committed.length}` });
    await arrived;
  }
  const after = await workDone(devTools);
  const each = (...names: string[]) =>
    Math.round(
      (names.reduce((sum, name) => sum + after(name) - before(name), 0) * 1_000) / ARRIVALS,
    );
  return {
    scriptMs: each('ScriptDuration'),
    layoutMs: each('LayoutDuration', 'RecalcStyleDuration'),
    allMs: each('TaskDuration'),
  };
}

/** Resolves in the frame after the one that shows it. */
function nextArrival(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const list = document.querySelector('support-chat')?.shadowRoot?.querySelector('ol');
        const observer = new MutationObserver(() => {
          observer.disconnect();
          requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
        });
        if (list) observer.observe(list, { childList: true });
      }),
  );
}

/** Seconds of work of the page's main thread since it began, by kind of work. */
async function workDone(devTools: CDPSession): Promise<(name: string) => number> {
  const { metrics } = await devTools.send('Performance.getMetrics');
  return (name) => metrics.find((metric) => metric.name === name)?.value ?? 0;
}
