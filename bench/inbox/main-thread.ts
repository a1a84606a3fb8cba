import type { CDPSession, Page } from 'playwright-core';

/** What the main thread of a page did. */
export type Work = {
  /** Time that the thread itself has run: other work of the computer does not count. */
  readonly cpuMs: number;
  /** By the clock, so that other work of the computer counts too; 0 when none was over 50 ms. */
  readonly longestTaskMs: number;
  /** How many tasks took more than 50 ms. */
  readonly longTasks: number;
};

/** Watches a page's main thread while something is done with it. */
export async function watch<T>(page: Page, deed: () => Promise<T>): Promise<Work & { of: T }> {
  const devTools = await page.context().newCDPSession(page);
  await devTools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const longTasks = await page.evaluateHandle(() => {
    const durationsMs: number[] = [];
    const note = new PerformanceObserver((list) => {
      durationsMs.push(...list.getEntries().map(({ duration }) => duration));
    });
    note.observe({ type: 'longtask' });
    return durationsMs;
  });
  const before = await secondsOfWork(devTools);
  const of = await deed();
  const cpuMs = 1_000 * ((await secondsOfWork(devTools)) - before);
  const durationsMs = await longTasks.jsonValue();
  await longTasks.dispose();
  await devTools.detach();
  const longestTaskMs = Math.round(Math.max(0, ...durationsMs));
  return { of, cpuMs, longestTaskMs, longTasks: durationsMs.length };
}

async function secondsOfWork(devTools: CDPSession): Promise<number> {
  const { metrics } = await devTools.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
}
