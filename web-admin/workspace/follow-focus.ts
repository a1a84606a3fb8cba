import { type Accessor, createEffect, on } from 'solid-js';
import { useListControl } from '../inbox/list-control.tsx';

/** Puts a reader who leaves a chat back on its row, so that the inbox goes on where they left it. */
export function followFocus(openChatId: Accessor<string | undefined>): void {
  const { focusRow } = useListControl();
  createEffect(
    on(openChatId, (id, previous) => {
      if (id === undefined && previous !== undefined) focusRow(previous);
    }),
  );
}
