import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js';

const END_WITHIN_PX = 48;

type StickToBottomParts = {
  /** What scrolls. Everything in it is in one element, or in a few that stay. */
  readonly box: Accessor<HTMLElement | undefined>;
  /** Changes when older entries are put in front. */
  readonly firstKey: Accessor<string | undefined>;
  /** Changes when an entry is added at the end. */
  readonly lastKey: Accessor<string | undefined>;
  /** Whether the entry at the end is the reader's own, which is always brought into sight. */
  isLastOwn(): boolean;
};

/**
 * Keeps a scrolled list where its reader is: at the end while they are at the end, else at the same
 * entry whatever is added before or after it. Then `hasNews` says that there is more below.
 */
export function createStickToBottom({ box, firstKey, lastKey, isLastOwn }: StickToBottomParts) {
  const [isAtEnd, setIsAtEnd] = createSignal(true);
  const [hasNews, setHasNews] = createSignal(false);
  let distanceFromEnd = 0;
  /** Where the end was put in sight: only a reader moves the box away from there. */
  let endTop: number | undefined;
  let offsetBefore: number | undefined;

  function toEnd(): void {
    setIsAtEnd(true);
    setHasNews(false);
    const element = box();
    if (!element) return;
    element.scrollTop = element.scrollHeight;
    endTop = element.scrollTop;
  }

  function onScroll(): void {
    const element = box();
    if (!element) return;
    const { scrollHeight, scrollTop, clientHeight } = element;
    // The box became smaller, or what is in it larger, and the observer has not reported it yet.
    if (isAtEnd() && scrollTop === endTop) {
      toEnd();
      return;
    }
    distanceFromEnd = scrollHeight - scrollTop;
    setIsAtEnd(distanceFromEnd - clientHeight < END_WITHIN_PX);
    if (isAtEnd()) setHasNews(false);
  }

  /** A line that comes or goes above the list takes its height from the list's start. */
  function followOffset(): void {
    const element = box();
    const offset = element?.parentElement?.offsetTop ?? 0;
    if (element && !isAtEnd()) element.scrollTop += offset - (offsetBefore ?? offset);
    offsetBefore = offset;
  }

  createEffect(
    on(
      () => [firstKey(), lastKey()],
      ([first, last], before) => {
        const element = box();
        if (element && !isAtEnd() && first !== before?.[0])
          element.scrollTop = element.scrollHeight - distanceFromEnd;
        if (last === before?.[1]) return;
        if (isAtEnd() || isLastOwn()) toEnd();
        else setHasNews(true);
      },
    ),
  );

  // Covers what changes heights without a new entry: the phone's keyboard, a text that wraps again,
  // and what comes and goes below the entries.
  const observer = new ResizeObserver(() => {
    if (isAtEnd()) toEnd();
    followOffset();
  });
  createEffect(() => {
    const element = box();
    if (!element) return;
    for (const sized of [element, ...element.children]) observer.observe(sized);
  });
  onCleanup(() => observer.disconnect());

  return { isAtEnd, hasNews, onScroll, toEnd };
}
