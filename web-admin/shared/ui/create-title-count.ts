import { type Accessor, createEffect, onCleanup } from 'solid-js';
import { usePageTitle } from './page-title-context.tsx';

/** A number before the title of the browser tab, for as long as its owner is on screen. */
export function createTitleCount(count: Accessor<number>): void {
  const { showCount } = usePageTitle();
  createEffect(() => showCount(count()));
  onCleanup(() => showCount(0));
}
