import type { Target } from './visible-page.ts';

/** The dashboard, by what admins see of it. */
export const button = (text: string): Target => ({ css: 'button:not([role="tab"])', text });
export const row = (text: string): Target => ({ css: '[data-chat] a', text });
export const tab = (text: string): Target => ({ css: '[role="tab"]', text });
export const message = (text: string): Target => ({ css: '[role="log"] li', text });
