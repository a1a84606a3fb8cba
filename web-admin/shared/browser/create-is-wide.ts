import type { Accessor } from 'solid-js';
import { createMediaQuery } from '../../../web-shared/create-media-query.ts';

/** Whether there is room beside inbox and chat. In em, as large text needs more room. */
export const createIsWide = (): Accessor<boolean> => createMediaQuery('(width >= 80em)');

/** Matches when inbox and chat are side by side, as in the style sheet of the workspace. */
export const SIDE_BY_SIDE = '(width >= 56.25em)';
