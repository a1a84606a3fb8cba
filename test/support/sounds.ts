import type { BrowserContext, Page } from 'playwright-core';

declare global {
  interface Window {
    /** How often the page has played a sound, and its audio contexts. */
    chimes?: number;
    audio?: AudioContext[];
  }
}

/**
 * Counts the sounds of every page of the context. Audio stays suspended until the page gets a trusted
 * click or key: Chromium takes every call of the driver for one.
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

/** How often these pages have played a sound, together. */
export async function soundsOf(...pages: Page[]): Promise<number> {
  const counts = await Promise.all(pages.map((page) => page.evaluate(() => window.chimes ?? 0)));
  return counts.reduce((sum, count) => sum + count, 0);
}
