import type { BrowserContext, Page } from 'playwright-core';

declare global {
  interface Window {
    /** How often the page has begun to sound, and the clocks that it sounded by. */
    chimes?: number;
    audio?: AudioContext[];
  }
}

/**
 * Counts the sounds of every page of the context. The clock is the real one, but it stands still until
 * somebody has touched the page: what drives a page from outside counts as a touch to the browser.
 */
export async function countSounds(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const NOTES_OF_A_CHIME = 2;
    let isTouched = false;
    for (const type of ['pointerdown', 'keydown'])
      addEventListener(type, ({ isTrusted }) => (isTouched ||= isTrusted), true);
    Object.defineProperty(navigator, 'userActivation', {
      get: () => ({ hasBeenActive: isTouched }),
    });
    window.chimes = 0;
    window.audio = [];
    window.AudioContext = class extends AudioContext {
      constructor() {
        super();
        window.audio?.push(this);
      }
      override get state() {
        return isTouched || super.state === 'closed' ? super.state : 'suspended';
      }
      override resume() {
        return isTouched ? super.resume() : new Promise<void>(() => {});
      }
      override createOscillator() {
        window.chimes = (window.chimes ?? 0) + 1 / NOTES_OF_A_CHIME;
        return super.createOscillator();
      }
    };
  });
}

/** How often all these pages have sounded. */
export async function soundsOf(...pages: Page[]): Promise<number> {
  const counts = await Promise.all(pages.map((page) => page.evaluate(() => window.chimes ?? 0)));
  return counts.reduce((sum, count) => sum + count, 0);
}
