import { createEffect, createSignal } from 'solid-js';
import type { ChatSnapshot } from '../../../web-client/index.ts';
import type { SharedStorage } from '../../../web-shared/shared-storage.ts';
import { usePanel } from '../context.ts';
import { Avatar } from './Avatar.tsx';
import { formatTime } from './format-time.ts';

/** Shows what is unread beside the closed button. The code for it comes with the first such message. */
export function createPreview(view: ChatSnapshot, storage: SharedStorage): void {
  const { isOpen } = usePanel();
  const [draw, setDraw] = createSignal<typeof import('./preview/Preview.tsx').drawPreview>();

  createEffect(() => {
    if (!draw() && !isOpen() && view.unread_count > 0) void load();
  });
  createEffect(() => draw()?.({ view, storage, Avatar, formatTime }));

  async function load(): Promise<void> {
    const loaded = await import('./preview/Preview.tsx').catch(() => undefined);
    setDraw(() => loaded?.drawPreview);
  }
}
