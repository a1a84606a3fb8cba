import type { Target } from './visible-page.ts';

/** The widget in the demo shop, by what visitors see of it. */
export const launcher: Target = { css: 'button.launcher' };
export const panel: Target = { css: '[role="dialog"]', text: 'Chat with us' };
export const box: Target = { css: '[role="dialog"] textarea' };
export const sent = (text: string): Target => ({ css: 'li[data-state="sent"] .text', text });
export const received = (text: string): Target => ({ css: '[role="log"] li .text', text });
export const preview = (text: string): Target => ({ css: '.preview button', text });
export const choice = (text: string): Target => ({ css: '.question button', text });
/** A user of the demo shop, at the top of the page. */
export const shopper = (text: string): Target => ({ css: '#users label', text });
