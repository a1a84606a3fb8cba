import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js';

type StickToBottomOptions = {
  box: Accessor<HTMLElement | undefined>;
  content: Accessor<HTMLElement | undefined>;
  /** Changes when older entries are put in front. */
  firstKey: Accessor<string | undefined>;
  /** Changes when an entry is added at the end. */
  lastKey: Accessor<string | undefined>;
  /** Whether the entry at the end is the reader's own, which is always brought into sight. */
  isLastOwn(): boolean;
};

/**
 * Keeps a scrolled list where its reader is: at the end while they are at the end, else at the same
 * entry whatever is added before or after it.
 */
export function createStickToBottom(options: StickToBottomOptions) {
  const [isAtEnd, setIsAtEnd] = createSignal(true);
  const [hasNews, setHasNews] = createSignal(false);
  let distanceFromEnd = 0;
  /** Where the end was put in sight: only a reader moves the box away from there. */
  let endTop: number | undefined;

  function goToEnd(): void {
    setIsAtEnd(true);
    setHasNews(false);
    const box = options.box();
    if (box === undefined) return;
    box.scrollTop = box.scrollHeight;
    endTop = box.scrollTop;
  }

  function onScroll(): void {
    const box = options.box();
    if (box === undefined) return;
    // The box became smaller, or what is in it larger, and is told before that.
    if (isAtEnd() && box.scrollTop === endTop) {
      goToEnd();
      return;
    }
    distanceFromEnd = box.scrollHeight - box.scrollTop - box.clientHeight;
    setIsAtEnd(distanceFromEnd < NEAR_END_PIXELS);
    if (isAtEnd()) setHasNews(false);
  }

  createEffect(
    on(options.firstKey, (_, previous) => {
      const box = options.box();
      if (previous === undefined || box === undefined || isAtEnd()) return;
      box.scrollTop = box.scrollHeight - box.clientHeight - distanceFromEnd;
    }),
  );
  createEffect(
    on(options.lastKey, (_, previous) => {
      if (isAtEnd() || options.isLastOwn()) goToEnd();
      else if (previous !== undefined) setHasNews(true);
    }),
  );
  followSizes([options.box, options.content], () => isAtEnd() && goToEnd());

  return { isAtEnd, hasNews, goToEnd, onScroll };
}

const NEAR_END_PIXELS = 48;

/** A keyboard that opens, or a text that wraps anew, moves the end without a scroll. */
function followSizes(elements: Accessor<HTMLElement | undefined>[], onResize: () => void): void {
  const observer = new ResizeObserver(onResize);
  createEffect(() => {
    for (const element of elements) {
      const present = element();
      if (present !== undefined) observer.observe(present);
    }
  });
  onCleanup(() => observer.disconnect());
}
