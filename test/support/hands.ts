import { setTimeout as pause } from 'node:timers/promises';
import type { Locator, Page } from 'playwright-core';

/** How long a key or a button is held down. */
const PRESS_MS = 30;
/** From the moment that the pointer has come to where somebody looks until they press. */
const TO_PRESS_MS = 600;
/** From the mouse back to the keyboard: the quickest of people. */
const TO_KEYS_MS = 150;

export type Point = { readonly x: number; readonly y: number };

/** The keyboard and the mouse of a browser's window, whichever engine it has. */
export type Input = {
  keyDown(key: string): Promise<unknown>;
  keyUp(key: string): Promise<unknown>;
  moveTo(point: Point): Promise<unknown>;
  buttonDown(): Promise<unknown>;
  buttonUp(): Promise<unknown>;
};

/** Where the pointer has come to. `press` presses there 0.6 s later, whatever it is by then. */
export type Aim = Point & { press(): Promise<void> };

/** Somebody's hands on the keyboard and the mouse. They are as slow as people's, and wait for nothing else. */
export type Hands<Target> = {
  /** Types wherever the focus is by then, key by key. */
  type(text: string): Promise<void>;
  /** Presses a key or a combination, such as `Shift+Enter`. */
  press(key: string): Promise<void>;
  /** Moves the pointer to the middle of what is in sight. */
  aim(target: Target): Promise<Aim>;
  /** Aims, and presses. */
  click(target: Target): Promise<void>;
  /** As long as it takes to press something. */
  rest(): Promise<void>;
};

/** Hands on an input. `find` waits until a target is in sight, and yields its middle. */
export function handsOn<Target>(
  input: Input,
  find: (target: Target) => Promise<Point>,
): Hands<Target> {
  let keys = 0;
  let place: Point = { x: 0, y: 0 };
  const rest = () => pause(TO_PRESS_MS);

  async function press(combination: string): Promise<void> {
    const parts = combination.length > 1 ? combination.split('+') : [combination];
    for (const key of parts) await input.keyDown(key);
    await pause(PRESS_MS);
    for (const key of parts.reverse()) await input.keyUp(key);
    // With the time of pressing 60 to 90 ms, in an order that repeats itself.
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

/** Somebody's hands in a Chromium that Playwright drives. */
export const hands = (page: Page): Hands<Locator> =>
  handsOn(inputOf(page), async (target) => {
    await target.waitFor();
    const box = await target.boundingBox();
    if (!box) throw new Error('there is nothing to aim at');
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  });

export const inputOf = ({ keyboard, mouse }: Page): Input => ({
  keyDown: (key) => keyboard.down(key),
  keyUp: (key) => keyboard.up(key),
  moveTo: ({ x, y }) => mouse.move(x, y),
  buttonDown: () => mouse.down(),
  buttonUp: () => mouse.up(),
});
