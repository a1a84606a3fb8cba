import {
  type Accessor,
  createMemo,
  createRoot,
  createSignal,
  type JSX,
  onCleanup,
  untrack,
} from 'solid-js';
import type { ShownMessage } from '../../../web-client/index.ts';

/** A message between its neighbours, each of which may become another one. */
export type Row = {
  readonly message: ShownMessage;
  readonly previous: ShownMessage | undefined;
  readonly next: ShownMessage | undefined;
};

type DrawnRow = { readonly element: JSX.Element; set(row: Row): void; dispose(): void };

/**
 * Draws each message once. One that changes keeps its element, by its key, and so do those around it:
 * what somebody has selected stays selected, and a change costs about the same however long the chat is.
 */
export function createRows(
  messages: Accessor<readonly ShownMessage[]>,
  draw: (row: Row) => JSX.Element,
): Accessor<JSX.Element[]> {
  let rows = new Map<string, DrawnRow>();

  function dispose(): void {
    for (const row of rows.values()) row.dispose();
  }
  onCleanup(dispose);

  return createMemo(() => {
    const list = messages();
    const kept = new Map<string, DrawnRow>();
    untrack(() => {
      // Not by `entries()`, which old libraries replace.
      list.forEach((message, index) => {
        const row = { message, previous: list[index - 1], next: list[index + 1] };
        const drawn = rows.get(message.key);
        drawn?.set(row);
        kept.set(message.key, drawn ?? drawRow(row, draw));
        rows.delete(message.key);
      });
      dispose();
    });
    rows = kept;
    return [...kept.values()].map(({ element }) => element);
  });
}

function drawRow(first: Row, draw: (row: Row) => JSX.Element): DrawnRow {
  const [message, setMessage] = createSignal(first.message);
  const [previous, setPrevious] = createSignal(first.previous);
  const [next, setNext] = createSignal(first.next);
  const row = {
    get message() {
      return message();
    },
    get previous() {
      return previous();
    },
    get next() {
      return next();
    },
  };
  return createRoot((dispose) => ({
    element: draw(row),
    set(changed) {
      setMessage(changed.message);
      setPrevious(changed.previous);
      setNext(changed.next);
    },
    dispose,
  }));
}
