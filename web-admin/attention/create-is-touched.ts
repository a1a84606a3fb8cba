import { type Accessor, createSignal, onCleanup } from 'solid-js';

/** Whether somebody has touched the page: before, browsers let none of its sounds be heard. */
export function createIsTouched(): Accessor<boolean> {
  const [isTouched, setIsTouched] = createSignal(navigator.userActivation?.hasBeenActive ?? false);
  const listening = new AbortController();
  const touched = () => {
    setIsTouched(true);
    listening.abort();
  };
  for (const type of ['pointerdown', 'keydown'])
    addEventListener(type, touched, { capture: true, signal: listening.signal });
  onCleanup(() => listening.abort());
  return isTouched;
}
