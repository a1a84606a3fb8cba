import { type Accessor, createEffect, onCleanup } from 'solid-js';

/** Names the browser tab for as long as its owner is on screen. */
export function createPageTitle(title: Accessor<string>): void {
  const before = document.title;
  createEffect(() => {
    document.title = title();
  });
  onCleanup(() => {
    document.title = before;
  });
}
