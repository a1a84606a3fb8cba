import { type Accessor, onCleanup } from 'solid-js';
import { usePageTitle } from './page-title-context.tsx';

/** Names the browser tab for as long as its owner is on screen. */
export function createPageTitle(title: Accessor<string>): void {
  onCleanup(usePageTitle().add(title));
}
