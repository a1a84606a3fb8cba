import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup } from 'solid-js';
import type { PanelHost } from '../panel-contract.ts';
import type { Session } from './session.ts';

/** Keeps the badge true, and tells the server what has been read while the panel is in sight. */
export function createReadMarks(
  session: Session,
  isOpen: Accessor<boolean>,
  host: Pick<PanelHost, 'emit'> & { show(unreadCount: number): void },
): void {
  const isVisible = createPageVisibility();
  const unreadCount = createMemo(() => session.live()?.view.unread_count ?? 0);

  /** What arrives in an open panel was never unread. */
  const toldCount = createMemo(() => (isOpen() ? 0 : unreadCount()));

  createEffect(() => host.show(toldCount()));
  createEffect(on(toldCount, (count) => host.emit('unread', count), { defer: true }));
  createEffect(() => {
    if (isOpen() && isVisible() && unreadCount() > 0) session.live()?.chat.markRead();
  });
}

function createPageVisibility(): Accessor<boolean> {
  const [isVisible, setIsVisible] = createSignal(!document.hidden);
  const update = () => setIsVisible(!document.hidden);
  document.addEventListener('visibilitychange', update);
  onCleanup(() => document.removeEventListener('visibilitychange', update));
  return isVisible;
}
