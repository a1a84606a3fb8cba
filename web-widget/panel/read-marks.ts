import { type Accessor, createEffect, createMemo, on } from 'solid-js';
import type { PageVisibility } from '../../web-shared/create-page-visibility.ts';
import type { PanelHost } from '../panel-contract.ts';
import type { Session } from './session.ts';

/** Keeps the badge true, and tells the server what has been read while the panel is visible. */
export function createReadMarks(
  session: Session,
  isOpen: Accessor<boolean>,
  visibility: Accessor<PageVisibility>,
  host: Pick<PanelHost, 'emit'> & { show(unreadCount: number): void },
): void {
  const unreadCount = createMemo(() => session.live()?.view.unread_count ?? 0);

  /** What arrives in an open panel was never unread. */
  const toldCount = createMemo(() => (isOpen() ? 0 : unreadCount()));

  createEffect(() => host.show(toldCount()));
  createEffect(on(toldCount, (count) => host.emit('unread', count), { defer: true }));
  createEffect(() => {
    if (isOpen() && visibility() === 'visible' && unreadCount() > 0)
      session.live()?.chat.markRead();
  });
}
