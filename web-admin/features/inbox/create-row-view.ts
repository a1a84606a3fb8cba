import { type Accessor, createEffect, createSignal, onCleanup, untrack } from 'solid-js';
import type { View } from './row-window.ts';

/** Rows have one height, so that where a row stands needs no measuring. In letters of the page. */
const ROW_REM = 5.875;

export type RowView = {
  readonly view: Accessor<View>;
  /** Scrolls there. What is drawn follows at once, not with the browser's next frame. */
  scrollTo(top: number): void;
  /** Knows the place before the rows that belong to it are drawn; `settle` then scrolls there. */
  expect(top: number): void;
  settle(): void;
  onScroll(): void;
};

/** What is in sight of a scrolled list: follows scrolling, and changes of size, also of the letters. */
export function createRowView(box: Accessor<HTMLElement | undefined>, startsAt: number): RowView {
  const [top, setTop] = createSignal(startsAt);
  const [size, setSize] = createSignal({ height: innerHeight, rowHeight: rowHeightPixels() });

  let isMoved = startsAt > 0;

  // Only after a move: to ask a browser where it is scrolled to makes it lay out the page.
  function settle(): void {
    const element = box();
    if (element === undefined || !isMoved) return;
    isMoved = false;
    element.scrollTop = top();
  }

  function expect(next: number): void {
    isMoved ||= next !== top();
    setTop(next);
  }

  createEffect(() => {
    const element = box();
    if (element === undefined) return;
    untrack(settle);
    const observer = new ResizeObserver(() =>
      setSize({ height: element.clientHeight, rowHeight: rowHeightPixels() }),
    );
    observer.observe(element);
    if (element.firstElementChild) observer.observe(element.firstElementChild);
    onCleanup(() => observer.disconnect());
  });

  return {
    view: () => ({ top: top(), ...size() }),
    scrollTo(next) {
      expect(Math.max(0, next));
      settle();
    },
    expect,
    settle,
    onScroll() {
      const element = box();
      if (element !== undefined) setTop(element.scrollTop);
    },
  };
}

/** Whole pixels, as browsers scroll by them. */
function rowHeightPixels(): number {
  const remPixels = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  return Math.round(ROW_REM * remPixels);
}
