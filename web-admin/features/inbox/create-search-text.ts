import { useSearchParams } from '@solidjs/router';
import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js';
import { useInboxAddress } from '../../shared/navigation/inbox-address.ts';

export type SearchText = {
  readonly text: Accessor<string>;
  /** Sets the text while typing; the address follows after a pause. */
  write(text: string): void;
  /** Searches at once. */
  search(text: string): void;
};

/**
 * The text of the search box. A search is one entry in the browser's history, however often it is
 * changed. Back and Forward change the text in the box.
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
