import { setTimeout as pause } from 'node:timers/promises';
import type { Locator, Page } from 'playwright-core';

/** How long a key or a button is held down. */
const PRESS_MS = 30;
/** How long people take to press after the pointer has arrived. */
const TO_PRESS_MS = 600;
/** How long the fastest people take to move a hand from the mouse to the keyboard. */
const TO_KEYS_MS = 150;

export type Point = { readonly x: number; readonly y: number };

/** The keyboard and the mouse of a browser window, in any engine. */
export type Input = {
  keyDown(key: string): Promise<unknown>;
  keyUp(key: string): Promise<unknown>;
  moveTo(point: Point): Promise<unknown>;
  buttonDown(): Promise<unknown>;
  buttonUp(): Promise<unknown>;
};

/** Where the pointer is. `press` clicks there 0.6 s later, whatever is there by then. */
export type Aim = Point & { press(): Promise<void> };

/** Keyboard and mouse at human speed. They wait for nothing else: what the page is not ready for is lost. */
export type HumanInput<Target> = {
  /** Types key by key, into whatever has the focus at each key. */
  type(text: string): Promise<void>;
  /** Presses a key or a combination, such as `Shift+Enter`. */
  press(key: string): Promise<void>;
  /** Moves the pointer to the middle of a target, once that is visible. */
  aim(target: Target): Promise<Aim>;
  /** Aims, and presses 0.6 s later. */
  click(target: Target): Promise<void>;
  /** Waits as long as a person takes to press something. */
  rest(): Promise<void>;
};

/** Slows an input down. `find` waits until a target is visible, and returns its middle. */
export function slowedDown<Target>(
  input: Input,
  find: (target: Target) => Promise<Point>,
): HumanInput<Target> {
  let keys = 0;
  let place: Point = { x: 0, y: 0 };
  const rest = () => pause(TO_PRESS_MS);

  async function press(combination: string): Promise<void> {
    const parts = combination.length > 1 ? combination.split('+') : [combination];
    for (const key of parts) await input.keyDown(key);
    await pause(PRESS_MS);
    for (const key of parts.reverse()) await input.keyUp(key);
    // Together with the time of pressing 60 to 90 ms, in an order that repeats.
    keys += 1;
    await pause(30 + ((keys * 17) % 31));
  }

  async function aim(target: Target): Promise<Aim> {
    const from = place;
    place = await find(target);
    for (const part of [0.25, 0.5, 0.75, 1]) {
      const x = from.x + (place.x - from.x) * part;
      const y = from.y + (place.y - from.y) * part;
      await input.moveTo({ x: Math.round(x), y: Math.round(y) });
    }
    return {
      ...place,
      async press() {
        await rest();
        await input.buttonDown();
        await pause(PRESS_MS);
        await input.buttonUp();
        await pause(TO_KEYS_MS);
      },
    };
  }

  return {
    press,
    aim,
    rest,
    async type(text) {
      for (const key of text) await press(key === '\n' ? 'Enter' : key);
    },
    async click(target) {
      await (await aim(target)).press();
    },
  };
}

/** Human input for a page that Playwright drives. */
export const humanInput = (page: Page): HumanInput<Locator> =>
  slowedDown(inputOf(page), async (target) => {
    await target.waitFor();
    const box = await target.boundingBox();
    if (!box) throw new Error('the target has no box');
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  });

export const inputOf = ({ keyboard, mouse }: Page): Input => ({
  keyDown: (key) => keyboard.down(key),
  keyUp: (key) => keyboard.up(key),
  moveTo: ({ x, y }) => mouse.move(x, y),
  buttonDown: () => mouse.down(),
  buttonUp: () => mouse.up(),
});
