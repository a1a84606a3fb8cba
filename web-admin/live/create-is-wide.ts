import { type Accessor, createSignal, onCleanup } from 'solid-js';

/** Whether there is room beside inbox and chat. In em, as large letters need more of it. */
export function createIsWide(): Accessor<boolean> {
  const query = matchMedia('(width >= 80em)');
  const [isWide, setIsWide] = createSignal(query.matches);
  const update = () => setIsWide(query.matches);
  query.addEventListener('change', update);
  onCleanup(() => query.removeEventListener('change', update));
  return isWide;
}
