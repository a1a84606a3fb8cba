import { type Accessor, createEffect, on } from 'solid-js';
import { useRowFocusRequest } from '../shared/keyboard/row-focus-request.tsx';

/** Puts a reader who leaves a chat back on its row, so that the inbox goes on where they left it. */
export function followFocus(openChatId: Accessor<string | undefined>): void {
  const { focusRow } = useRowFocusRequest();
  createEffect(
    on(openChatId, (id, previous) => {
      if (id === undefined && previous !== undefined) focusRow(previous);
    }),
  );
}
