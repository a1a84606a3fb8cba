import type { Page } from 'playwright-core';
import { type Work, watch } from './main-thread.ts';

const CHATS = 60;

type Figures = Omit<Work, 'cpuMs'> & {
  readonly chats: number;
  /** From the key press to the frame that shows the messages. */
  readonly medianMs: number;
  readonly slowestMs: number;
  readonly cpuMsPerChat: number;
};

/** Opens the chats of the inbox one by one, from the top. */
export async function measureOpening(page: Page): Promise<Figures> {
  const [times, { cpuMs, ...tasks }] = await watch(page, () => openChats(page));
  const tookMs = times.toSorted((a, b) => a - b);
  return {
    chats: CHATS,
    medianMs: Math.round(tookMs[CHATS / 2] ?? 0),
    slowestMs: Math.round(tookMs.at(-1) ?? 0),
    cpuMsPerChat: Math.round(cpuMs / CHATS),
    ...tasks,
  };
}

async function openChats(page: Page): Promise<number[]> {
  const tookMs: number[] = [];
  for (let n = 0; n < CHATS; n += 1) tookMs.push(await openNext(page));
  return tookMs;
}

/** Opens the next chat of the list, and returns how many milliseconds it took to be drawn. */
export async function openNext(page: Page): Promise<number> {
  const drawn = await page.evaluateHandle(observeNextChat);
  await page.keyboard.press('j');
  const tookMs = await drawn.evaluate(({ tookMs }) => tookMs);
  await drawn.dispose();
  return tookMs;
}

/** In the page: counts from the key press to the frame that shows messages of another chat. */
function observeNextChat(): { tookMs: Promise<number> } {
  const before = document.querySelector('[role=log]');
  const pressed = new Promise<number>((resolve) => {
    addEventListener('keydown', () => resolve(performance.now()), { once: true, capture: true });
  });
  const drawn = new Promise<number>((resolve) => {
    const observer = new MutationObserver(() => {
      const log = document.querySelector('[role=log]');
      if (log === before || !log?.querySelector('li')) return;
      observer.disconnect();
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())));
    });
    observer.observe(document.body, { childList: true, subtree: true });
  });
  return { tookMs: Promise.all([pressed, drawn]).then(([from, to]) => to - from) };
}
