import { type Accessor, createSignal, onCleanup } from 'solid-js';

/** Whether somebody has touched the page: before, browsers let none of its sounds be heard. */
export function createHasUserActivation(): Accessor<boolean> {
  const [hasActivation, setHasActivation] = createSignal(
    navigator.userActivation?.hasBeenActive ?? false,
  );
  const listening = new AbortController();
  const touched = () => {
    setHasActivation(true);
    listening.abort();
  };
  for (const type of ['pointerdown', 'keydown'])
    addEventListener(type, touched, { capture: true, signal: listening.signal });
  onCleanup(() => listening.abort());
  return hasActivation;
}
