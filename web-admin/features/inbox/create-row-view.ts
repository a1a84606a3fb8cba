import { type Accessor, createEffect, createSignal, onCleanup, untrack } from 'solid-js';
import type { View } from './row-window.ts';

/** All rows have this height in rem, so that the place of a row needs no measuring. */
const ROW_REM = 5.875;

export type RowView = {
  readonly view: Accessor<View>;
  /** Scrolls there and draws the rows at once, not in the browser's next frame. */
  scrollTo(top: number): void;
  /** Sets the place before its rows are drawn; `settle` then scrolls there. */
  expect(top: number): void;
  settle(): void;
  onScroll(): void;
};

/** The visible part of a scrolled list. Follows scrolling, and changes of the box and the text size. */
export function createRowView(box: Accessor<HTMLElement | undefined>, startsAt: number): RowView {
  const [top, setTop] = createSignal(startsAt);
  const [size, setSize] = createSignal({ height: innerHeight, rowHeight: rowHeightPixels() });

  let isMoved = startsAt > 0;

  // Only after a move: reading the scroll position makes the browser lay out the page.
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
