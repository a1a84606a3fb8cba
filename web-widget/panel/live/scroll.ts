import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js';
import type { ShownMessage } from '../../../web-client/index.ts';

const END_WITHIN_PX = 48;

/**
 * Keeps the newest message in sight, unless the reader has scrolled up: then the place that is
 * being read stays where it is, and `hasNews` says that there is more below.
 */
export function createScroll(
  log: Accessor<HTMLElement | undefined>,
  messages: Accessor<readonly ShownMessage[]>,
) {
  const [hasNews, setHasNews] = createSignal(false);
  let isAtEnd = true;
  let distanceFromEnd = 0;
  let above = 0;

  function onScroll(): void {
    const element = log();
    if (!element) return;
    const { scrollHeight, scrollTop, clientHeight } = element;
    distanceFromEnd = scrollHeight - scrollTop;
    isAtEnd = distanceFromEnd - clientHeight < END_WITHIN_PX;
    if (isAtEnd) setHasNews(false);
  }

  function toEnd(): void {
    const element = log();
    if (!element) return;
    element.scrollTop = element.scrollHeight;
    onScroll();
  }

  function keepPlace(): void {
    const element = log();
    if (element) element.scrollTop = element.scrollHeight - distanceFromEnd;
  }

  /** A line that comes or goes above the list takes its height from the list's start. */
  function makeUpForBanner(): void {
    const element = log();
    const offset = element?.parentElement?.offsetTop ?? 0;
    if (element && !isAtEnd) element.scrollTop += offset - above;
    above = offset;
  }

  createEffect(
    on(
      () => ({ first: messages()[0]?.key, last: messages().at(-1) }),
      (now, before) => {
        const isNew = now.last?.key !== before?.last?.key;
        if (!isNew && now.first !== before?.first) keepPlace();
        if (!isNew) return;
        if (isAtEnd || now.last?.sender_type === 'user') toEnd();
        else setHasNews(true);
      },
    ),
  );

  // Covers what changes heights without a new message: the phone's keyboard, "Seen", and in the one
  // element around everything that scrolls also what comes and goes, such as who is typing.
  const observer = new ResizeObserver(() => {
    if (isAtEnd) toEnd();
    makeUpForBanner();
  });
  createEffect(() => {
    const element = log();
    if (!element) return;
    for (const sized of [element, ...element.children]) observer.observe(sized);
  });
  onCleanup(() => observer.disconnect());

  return { hasNews, onScroll, toEnd };
}
