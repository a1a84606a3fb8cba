import { type Accessor, createMemo } from 'solid-js';
import { createPageVisibility } from '../../../web-shared/create-page-visibility.ts';

/** Whether somebody can see this browser tab. */
export function createIsVisible(): Accessor<boolean> {
  const visibility = createPageVisibility();
  return createMemo(() => visibility() === 'visible');
}
