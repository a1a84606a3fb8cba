import { type HumanInput, type Point, slowedDown } from '../human-input.ts';
import { waitUntil } from '../wait-until.ts';
import type { EngineWindow } from './engine.ts';

const DEADLINE_MS = 30_000;

/** An element: by a selector, and a part of its label or its text. */
export type Target = { readonly css: string; readonly text?: string };

/** The middle of the first visible element of a target. */
type Seen = Point & { readonly value: string; readonly hasFocus: boolean };

/** A window in which a test uses only visible elements, at human speed. */
export type VisiblePage = HumanInput<Target> & {
  goto(url: string): Promise<void>;
  /** Resolves when it is visible. */
  waitFor(target: Target): Promise<void>;
  /** Resolves when it is not visible. */
  waitUntilHidden(target: Target): Promise<void>;
  /** Resolves when it has the focus. */
  waitForFocus(target: Target): Promise<void>;
  /** Resolves when a field holds this text. */
  waitForValue(target: Target, value: string): Promise<void>;
  /** Presses Tab until it has the focus. */
  tabTo(target: Target): Promise<void>;
};

export function visiblePage(window: EngineWindow): VisiblePage {
  /** During a navigation nothing is visible. */
  const look = (target: Target) => window.evaluate(firstInSight, target).catch(() => null);

  async function wait(what: string, target: Target, isSo: () => Promise<boolean>): Promise<void> {
    const { css, text = '' } = target;
    await waitUntil(`${css} ${text} ${what}`, isSo, DEADLINE_MS).catch(async (cause) => {
      const seen = JSON.stringify(await window.evaluate(firstInSight, target));
      throw new Error(`${cause.message}; in sight is ${seen}`, { cause });
    });
  }

  /** The middle of the element, once it does not move. */
  async function find(target: Target): Promise<Point> {
    let last: Point | null = null;
    let place: Point = { x: 0, y: 0 };
    await wait('to keep still in sight', target, async () => {
      const seen = await look(target);
      const isStill = seen !== null && seen.x === last?.x && seen.y === last?.y;
      if (seen) place = seen;
      last = seen;
      return isStill;
    });
    return place;
  }

  const hands = slowedDown(window.input, find);

  return {
    ...hands,
    goto: (url) => window.goto(url),
    waitFor: (target) => wait('to come', target, async () => (await look(target)) !== null),
    waitUntilHidden: (target) => wait('to go', target, async () => (await look(target)) === null),
    waitForFocus: (target) =>
      wait('to have the focus', target, async () => (await look(target))?.hasFocus === true),
    waitForValue: (target, value) =>
      wait(`to hold “${value}”`, target, async () => (await look(target))?.value === value),
    tabTo: (target) =>
      wait('to be reached by Tab', target, async () => {
        if ((await look(target))?.hasFocus) return true;
        await hands.press('Tab');
        return false;
      }),
  };
}

/** Runs in the page. Uses loops only: old libraries on a page may have changed the arrays' methods. */
function firstInSight({ css, text = '' }: Target): Seen | null {
  function within(root: Document | ShadowRoot): Seen | null {
    for (const element of root.querySelectorAll(css)) {
      const { left, top, width, height } = element.getBoundingClientRect();
      const isInSight =
        width > 0 && height > 0 && element.checkVisibility({ visibilityProperty: true });
      const label = `${element.getAttribute('aria-label') ?? ''}\n${element.textContent}`;
      if (!isInSight || label.indexOf(text) < 0) continue;
      return {
        x: left + width / 2,
        y: top + height / 2,
        value: element instanceof HTMLTextAreaElement ? element.value : '',
        hasFocus: root.activeElement === element,
      };
    }
    for (const { shadowRoot } of root.querySelectorAll('*')) {
      const found = shadowRoot && within(shadowRoot);
      if (found) return found;
    }
    return null;
  }
  return within(document);
}
