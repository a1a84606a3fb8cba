import { createHash } from 'node:crypto';
import { escapeHtml } from '../domain/escape-html.ts';

const STYLE = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{max-width:32rem;margin:15vh auto;padding:0 1.5rem}
h1{font-size:1.5rem}
button{font:inherit;padding:.6rem 1.2rem;border:0;border-radius:.5rem;background:#2451d6;color:#fff;cursor:pointer}
button:focus-visible{outline:3px solid;outline-offset:2px}`;

/** The page's Content-Security-Policy allows this style only. */
export const PAGE_STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** A small page with a heading, a sentence, and optionally a button that posts to the same URL. */
export function htmlPage(content: { title: string; text: string; button?: string }): string {
  const form = content.button
    ? `<form method="post"><button>${escapeHtml(content.button)}</button></form>`
    : '';
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex"><title>${escapeHtml(content.title)}</title><style>${STYLE}</style></head>
<body><main><h1>${escapeHtml(content.title)}</h1><p>${escapeHtml(content.text)}</p>${form}</main></body></html>`;
}
