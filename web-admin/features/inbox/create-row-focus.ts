import { type Accessor, createEffect, createSignal, on } from 'solid-js';
import type { ListItem } from '../../../protocol/index.ts';
import { chatOf } from '../../shared/keyboard/landmarks.ts';
import { useRowFocusRequest } from '../../shared/keyboard/row-focus-request.tsx';

type RowFocusOptions = {
  list: Accessor<HTMLElement | undefined>;
  chats: Accessor<readonly ListItem[]>;
  /** Brings the row of this index into sight. */
  reveal(index: number): void;
};

/**
 * Keeps the focus on its row while rows scroll out of sight or move, which removes elements from the
 * page, and the focus with them. If the row itself is removed, the next one gets the focus.
 */
export function createRowFocus(options: RowFocusOptions) {
  const { list, chats } = options;
  const { wanted, focusRow } = useRowFocusRequest();
  const [focused, setFocused] = createSignal<string>();
  let index = 0;

  const indexOf = (id: string) => chats().findIndex((chat) => chat.id === id);

  function focus(id: string): void {
    const row = list()?.querySelector<HTMLElement>(`[data-chat="${CSS.escape(id)}"] a`);
    row?.focus({ preventScroll: true });
  }

  createEffect(
    on(
      wanted,
      (row) => {
        const place = row === undefined ? -1 : indexOf(row.id);
        if (row === undefined || place < 0) return;
        options.reveal(place);
        focus(row.id);
      },
      { defer: true },
    ),
  );

  /** To be called when the rows were drawn again. */
  function restore(): void {
    const id = focused();
    if (id === undefined) return;
    const place = indexOf(id);
    if (place >= 0) index = place;
    if (document.activeElement !== document.body) return;
    const successor = chats()[Math.min(index, chats().length - 1)];
    if (place >= 0) focus(id);
    else if (successor !== undefined) focusRow(successor.id);
  }

  return {
    hasFocus: () => focused() !== undefined,
    /** These rows are drawn wherever they are. */
    pinned: () => [focused(), wanted()?.id].filter((id) => id !== undefined),
    restore,
    onFocusIn(event: FocusEvent): void {
      setFocused(chatOf(event.target));
    },
    onFocusOut(): void {
      // Delayed: a row that is being moved loses the focus only for a moment.
      queueMicrotask(() => {
        if (!list()?.contains(document.activeElement)) setFocused(undefined);
      });
    },
  };
}
