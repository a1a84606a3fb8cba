import type { Browser, Page } from 'playwright-core';
import * as v from 'valibot';

/** Users notice longer tasks. */
const LONG_TASK_MS = 50;

/** What the main thread of a page did. */
export type Work = {
  /** CPU time of the thread: other work of the computer does not count. */
  readonly cpuMs: number;
  readonly longestCpuMs: number;
  readonly 'over 50 ms, cpu': number;
  /** Wall-clock time, as the page sees it: other work of the computer counts too. */
  readonly longestMs: number;
  readonly 'over 50 ms': number;
};

/** Watches a page's main thread while something is done with it. */
export async function watch<T>(page: Page, deed: () => Promise<T>): Promise<[T, Work]> {
  const browser = page.context().browser();
  if (browser === null) throw new Error('a page in a browser of its own can be traced');
  const longTasks = await page.evaluateHandle(observeLongTasks);
  await browser.startTracing(page, { categories: ['toplevel', '__metadata'] });
  const result = await deed();
  const tasksMs = await tasksOfMainThreads(browser);
  const seenMs = await longTasks.jsonValue();
  await longTasks.dispose();
  const work = {
    cpuMs: tasksMs.reduce((sum, ms) => sum + ms, 0),
    longestCpuMs: Math.round(longestOf(tasksMs)),
    'over 50 ms, cpu': tasksMs.filter((ms) => ms > LONG_TASK_MS).length,
    longestMs: Math.round(longestOf(seenMs)),
    'over 50 ms': seenMs.length,
  };
  return [result, work];
}

/** In the page. */
function observeLongTasks(): number[] {
  const durationsMs: number[] = [];
  new PerformanceObserver((list) => {
    durationsMs.push(...list.getEntries().map(({ duration }) => duration));
  }).observe({ type: 'longtask' });
  return durationsMs;
}

const TraceSchema = v.object({
  traceEvents: v.array(
    v.object({
      name: v.string(),
      pid: v.number(),
      tid: v.number(),
      /** CPU time in microseconds. */
      tdur: v.optional(v.number(), 0),
      args: v.optional(v.object({ name: v.optional(v.unknown()) }), {}),
    }),
  ),
});

/** The CPU time of each task of the page. */
async function tasksOfMainThreads(browser: Browser): Promise<number[]> {
  const trace = await browser.stopTracing();
  const { traceEvents } = v.parse(TraceSchema, JSON.parse(trace.toString()));
  const threadOf = ({ pid, tid }: { pid: number; tid: number }) => `${pid} ${tid}`;
  const mainThreads = new Set(
    traceEvents.filter(({ args }) => args.name === 'CrRendererMain').map(threadOf),
  );
  return traceEvents
    .filter((event) => event.name.endsWith('RunTask') && mainThreads.has(threadOf(event)))
    .map(({ tdur }) => tdur / 1_000);
}

function longestOf(durationsMs: readonly number[]): number {
  return durationsMs.reduce((longest, ms) => Math.max(longest, ms), 0);
}
