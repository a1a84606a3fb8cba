import { useSearchParams } from '@solidjs/router';
import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js';
import { useInboxAddress } from '../../shared/navigation/inbox-address.ts';

export type SearchText = {
  readonly text: Accessor<string>;
  /** What is being written; the address follows when the writer pauses. */
  write(text: string): void;
  /** Without waiting for the pause. */
  search(text: string): void;
};

/**
 * The text of the search box. A search begun is one step back in the browser's history, however
 * often it is changed; steps back and forth put their own text into the box.
 */
export function createSearchText(): SearchText {
  const { search } = useInboxAddress();
  const [, setQuery] = useSearchParams<{ q?: string }>();
  const [text, setText] = createSignal(search());
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));

  function go(next: string): void {
    clearTimeout(timer);
    const isBegun = search() !== '';
    if (next.trim() !== search()) setQuery({ q: next.trim() || undefined }, { replace: isBegun });
  }

  createEffect(
    on(search, (found) => {
      if (text().trim() !== found) setText(found);
    }),
  );

  return {
    text,
    write(next) {
      setText(next);
      clearTimeout(timer);
      timer = setTimeout(() => go(next), PAUSE_MS);
    },
    search(next) {
      setText(next);
      go(next);
    },
  };
}

const PAUSE_MS = 200;
