import { createEffect, createMemo, on, onCleanup } from 'solid-js';
import type { PanelHost } from '../panel-contract.ts';
import { usePanel } from './context.ts';

/**
 * Shows on the button how many messages are unread, and tells the page. Tells the server what has been
 * read while the panel is visible. The badge goes with the reactive root around it.
 */
export function createUnreadBadge(emit: PanelHost['emit']): void {
  const { button, session, strings, isOpen, visibility } = usePanel();
  const badge = document.createElement('span');
  badge.className = 'badge';
  badge.ariaHidden = 'true';
  button.append(badge);
  onCleanup(() => badge.remove());

  const unreadCount = createMemo(() => session.live()?.view.unread_count ?? 0);
  /** What arrives in an open panel was never unread. */
  const shownCount = createMemo(() => (isOpen() ? 0 : unreadCount()));

  createEffect(() => {
    const { locale, launcher, unread } = strings;
    const count = shownCount();
    badge.textContent = badgeText(count);
    button.lang = locale;
    button.ariaLabel = count > 0 ? `${launcher}, ${unread(count)}` : launcher;
  });
  createEffect(on(shownCount, (count) => emit('unread', count), { defer: true }));
  createEffect(() => {
    if (isOpen() && visibility() === 'visible' && unreadCount() > 0)
      session.live()?.chat.markRead();
  });
}

/** Nothing when all is read, "9+" above nine. */
export function badgeText(count: number): string {
  if (count <= 0) return '';
  return count > 9 ? '9+' : `${count}`;
}
