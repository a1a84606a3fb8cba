import { setTimeout as pause } from 'node:timers/promises';
import type { Locator, Page } from 'playwright-core';
import { keyPauseMs, PRESS_MS, TO_PRESS_MS } from './human-pace.ts';

/** Somebody's hands on the keyboard and the mouse. They are as slow as people's, and wait for nothing else. */
export type Hands = {
  /** Types wherever the focus is by then, key by key. */
  type(text: string): Promise<void>;
  /** Presses a key or a combination, such as `Shift+Enter`. */
  press(key: string): Promise<void>;
  /** Moves the pointer to the middle of what is in sight. The result presses there, whatever it is by then. */
  aim(target: Locator): Promise<() => Promise<void>>;
  /** Aims, and presses as much later as people do. */
  click(target: Locator): Promise<void>;
};

export function hands(page: Page): Hands {
  let keys = 0;

  async function press(key: string): Promise<void> {
    await page.keyboard.press(key, { delay: PRESS_MS });
    await pause(keyPauseMs(keys++));
  }

  async function aim(target: Locator): Promise<() => Promise<void>> {
    await target.waitFor();
    const box = await target.boundingBox();
    if (!box) throw new Error('there is nothing to aim at');
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 8 });
    return async () => {
      await page.mouse.down();
      await pause(PRESS_MS);
      await page.mouse.up();
    };
  }

  return {
    press,
    aim,
    async type(text) {
      for (const key of text) await press(key === '\n' ? 'Enter' : key);
    },
    async click(target) {
      const strike = await aim(target);
      await pause(TO_PRESS_MS);
      await strike();
    },
  };
}
