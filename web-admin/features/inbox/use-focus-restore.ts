import { createComputed, createEffect, on } from 'solid-js';
import { chatOf } from '../../shared/keyboard/landmarks.ts';
import { useRowFocusRequest } from '../../shared/keyboard/row-focus-request.tsx';
import { useInbox } from '../../shared/live/inbox-context.tsx';

/**
 * When a list is replaced while one of its rows has the focus, focuses the same row in the new list, else
 * its first row, else `elsewhere`.
 */
export function useFocusRestore(elsewhere: () => HTMLElement | null): void {
  const inbox = useInbox();
  const { focusRow } = useRowFocusRequest();
  let left: string | undefined;

  function goOn(): void {
    if (left === undefined || document.activeElement !== document.body) return;
    const chats = inbox.list().rows();
    const next = chats.find(({ id }) => id === left) ?? chats[0];
    if (next === undefined) elsewhere()?.focus();
    else focusRow(next.id);
  }

  createComputed(
    on(inbox.list, () => {
      left = chatOf(document.activeElement);
    }),
  );
  // Once its rows listen to what is asked of them.
  createEffect(on(inbox.list, () => queueMicrotask(goOn), { defer: true }));
}
