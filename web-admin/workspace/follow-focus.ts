import { type Accessor, createEffect, on } from 'solid-js';
import { chatPath } from './paths.ts';

/** Puts a reader who leaves a chat back on its row, so that the inbox goes on where they left it. */
export function followFocus(openChatId: Accessor<string | undefined>): void {
  createEffect(
    on(openChatId, (id, previous) => {
      if (id !== undefined || previous === undefined) return;
      const row = document.querySelector<HTMLElement>(
        `a[href^="${CSS.escape(chatPath(previous, false))}"]`,
      );
      row?.focus();
    }),
  );
}
