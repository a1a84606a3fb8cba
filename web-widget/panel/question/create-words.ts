import { type Accessor, createEffect, createSignal, onCleanup } from 'solid-js';
import { usePanel } from '../context.ts';
import { loadWords } from './load-words.ts';
import type { Words } from './words/en.ts';

/** What the questions say, in the language of the panel around them; undefined until they have come. */
export function createWords(): Accessor<Words | undefined> {
  const { strings } = usePanel();
  const [words, setWords] = createSignal<Words>();
  createEffect(() => {
    let isLatest = true;
    onCleanup(() => {
      isLatest = false;
    });
    void loadWords(strings.locale).then((loaded) => isLatest && setWords(loaded));
  });
  return words;
}
