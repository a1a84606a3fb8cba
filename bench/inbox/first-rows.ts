import type { Page } from 'playwright-core';

const TIMES = 9;

/** Milliseconds from the navigation of a signed-in dashboard to the frame with its first rows. */
export async function measureFirstRows(pages: readonly Page[]): Promise<number[]> {
  const tookMs = pages.map((): number[] => []);
  for (const page of pages) await page.addInitScript(noteFirstRows);
  // In turns, so that other work of the computer affects all of them. The first one warms up.
  for (let n = 0; n <= TIMES; n += 1) {
    for (const [index, page] of pages.entries()) tookMs[index]?.push(await firstRowsMs(page));
  }
  return tookMs.map((times) => median(times.slice(1)));
}

function noteFirstRows(): void {
  const observer = new MutationObserver(() => {
    if (document.querySelector('[data-chat]') === null) return;
    observer.disconnect();
    requestAnimationFrame(() => requestAnimationFrame(() => performance.mark('first-rows')));
  });
  observer.observe(document, { childList: true, subtree: true });
}

async function firstRowsMs(page: Page): Promise<number> {
  await page.reload();
  const mark = await page.waitForFunction(
    () => performance.getEntriesByName('first-rows')[0]?.startTime,
  );
  return Number(await mark.jsonValue());
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
