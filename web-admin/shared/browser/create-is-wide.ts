import type { Accessor } from 'solid-js';
import { createMediaQuery } from '../../../web-shared/create-media-query.ts';

/** Whether there is room beside inbox and chat. In em, as large letters need more of it. */
export const createIsWide = (): Accessor<boolean> => createMediaQuery('(width >= 80em)');

/** Whether inbox and chat stand side by side, as in the workspace's style sheet. */
export const SIDE_BY_SIDE = '(width >= 56.25em)';
