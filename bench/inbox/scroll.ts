import type { Page } from 'playwright-core';
import { dashboardOn } from '../../test/support/dashboard.ts';
import { type Work, watch } from './main-thread.ts';

/** About four rows a frame, like a spinning mouse wheel. */
const STEP_PIXELS = 400;

type Figures = Omit<Work, 'cpuMs'> & { readonly frames: number; readonly cpuMsPerFrame: number };

/** Scrolls down the list, which loads its pages on the way, and up again when all of it has loaded. */
export async function measureScrolling(page: Page, chats: number) {
  return {
    'down, while pages are loaded': await measure(page, STEP_PIXELS, chats),
    'up again': await measure(page, -STEP_PIXELS, 1),
  };
}

async function measure(page: Page, stepPixels: number, untilRow: number): Promise<Figures> {
  const [frames, { cpuMs, ...tasks }] = await watch(page, () => scroll(page, stepPixels, untilRow));
  return { frames, cpuMsPerFrame: Number((cpuMs / frames).toFixed(2)), ...tasks };
}

/** Scrolls one step a frame until that row is drawn, and returns the number of frames. */
function scroll(page: Page, stepPixels: number, untilRow: number): Promise<number> {
  return dashboardOn(page).chats.evaluate(
    async (list, [step, row]) => {
      let frames = 0;
      while (list.querySelector(`[aria-posinset="${row}"]`) === null) {
        list.parentElement?.scrollBy(0, step);
        await new Promise((resolve) => requestAnimationFrame(resolve));
        frames += 1;
      }
      return frames;
    },
    [stepPixels, untilRow] as const,
  );
}
