import { type Accessor, createSignal, onCleanup } from 'solid-js';

/** Whether a media query holds, followed when that changes. */
export function createMatches(text: string): Accessor<boolean> {
  const query = matchMedia(text);
  const [matches, setMatches] = createSignal(query.matches);
  const update = () => setMatches(query.matches);
  query.addEventListener('change', update);
  onCleanup(() => query.removeEventListener('change', update));
  return matches;
}
