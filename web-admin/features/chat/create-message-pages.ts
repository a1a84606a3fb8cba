import { type Accessor, createMemo } from 'solid-js';
import { createStore, reconcile } from 'solid-js/store';
import type { ShownMessage } from '../../../web-client/types.ts';
import { type MessagePage, type MessageRow, makeMessagePages } from './message-pages.ts';

/** A page on screen: the same object for as long as it is there, its rows a store keyed by message. */
export type LivePage = { readonly number: number; readonly rows: readonly MessageRow[] };

/** The pages of a chat's messages. A change writes into the page that it touches alone. */
export function createMessagePages(
  messages: Accessor<readonly ShownMessage[]>,
): Accessor<readonly LivePage[]> {
  const paginate = makeMessagePages();
  let shown = new Map<number, Shown>();

  return createMemo(() => {
    const next: typeof shown = new Map();
    for (const page of paginate(messages())) {
      const known = shown.get(page.number);
      next.set(page.number, known === undefined ? show(page) : known.update(page));
    }
    shown = next;
    return [...shown.values()].map(({ live }) => live);
  });
}

type Shown = { readonly live: LivePage; update(page: MessagePage): Shown };

function show(first: MessagePage): Shown {
  const [rows, setRows] = createStore<MessageRow[]>([...first.rows]);
  let page = first;
  const shown: Shown = {
    live: { number: page.number, rows },
    update(next) {
      if (next !== page) setRows(reconcile([...next.rows], { key: 'key' }));
      page = next;
      return shown;
    },
  };
  return shown;
}
