import { type Accessor, createSignal, onCleanup } from 'solid-js';

/** Whether somebody can see this browser tab. */
export function createIsVisible(): Accessor<boolean> {
  const read = () => document.visibilityState === 'visible';
  const [isVisible, setIsVisible] = createSignal(read());
  const update = () => setIsVisible(read());
  document.addEventListener('visibilitychange', update);
  onCleanup(() => document.removeEventListener('visibilitychange', update));
  return isVisible;
}
