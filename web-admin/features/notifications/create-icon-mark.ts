import { type Accessor, createEffect, onCleanup } from 'solid-js';

/** A dot on the icon of the browser tab while something is unread. */
export function createIconMark(isMarked: Accessor<boolean>): void {
  const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  if (link === null) return;
  const plain = link.href;
  createEffect(() => {
    link.href = isMarked() ? MARKED : plain;
  });
  onCleanup(() => {
    link.href = plain;
  });
}

/** Carried along: the mark must also show when the network has gone. */
const MARKED = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">' +
    '<rect width="32" height="32" rx="8" fill="#1f5fd0"/>' +
    '<path d="M9 9.500h14a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-7l-5 4v-4H9a2 2 0 0 1-2-2v-8a2 2 0 0 1 2-2z" fill="#fff"/>' +
    '<circle cx="24" cy="8" r="7.500" fill="#e0322a" stroke="#fff" stroke-width="2"/></svg>',
)}`;
