import { type Accessor, createEffect, createSignal, onCleanup } from 'solid-js';

/** The browser tab has one title, so there is one list of who would name it: the last one does. */
const [titles, setTitles] = createSignal<readonly Accessor<string>[]>([]);
const [count, setCount] = createSignal(0);

/** Names the browser tab for as long as its owner is on screen. */
export function createPageTitle(title: Accessor<string>): void {
  const before = document.title;
  setTitles((others) => [...others, title]);
  createEffect(() => {
    if (titles().at(-1) === title) document.title = withCount(title(), count());
  });
  onCleanup(() => {
    setTitles((all) => all.filter((other) => other !== title));
    if (titles().length === 0) document.title = before;
  });
}

/** A number before whatever names the browser tab; 0 shows none. */
export function createTitleCount(shown: Accessor<number>): void {
  createEffect(() => setCount(shown()));
  onCleanup(() => setCount(0));
}

const withCount = (title: string, shown: number) => (shown > 0 ? `(${shown}) ${title}` : title);
