import { type Accessor, createSignal, onCleanup } from 'solid-js';

/** Whether a media query matches, now and whenever that changes. */
export function createMediaQuery(text: string): Accessor<boolean> {
  const query = matchMedia(text);
  const [matches, setMatches] = createSignal(query.matches);
  const update = () => setMatches(query.matches);
  query.addEventListener('change', update);
  onCleanup(() => query.removeEventListener('change', update));
  return matches;
}
