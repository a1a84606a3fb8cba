import { type Accessor, createComputed, createSignal, onCleanup } from 'solid-js';
import { createStore, reconcile } from 'solid-js/store';
import type { Chat, ChatSnapshot, Client, LinkState } from '../../web-client/types.ts';

/** The client's link to the server as a signal. */
export function createLink(client: Client): Accessor<LinkState> {
  const [link, setLink] = createSignal(client.link());
  onCleanup(client.onLink(setLink));
  return link;
}

export type LiveChat = { readonly chat: Chat; readonly state: ChatSnapshot };

/** One chat as a store, keyed by message. It is closed with the owner that created it. */
export function createChat(client: Client, chatId: string): LiveChat {
  const chat = client.openChat(chatId);
  onCleanup(() => chat.close());
  return { chat, state: createSnapshotStore(() => chat, 'key') };
}

type Source<S> = { snapshot(): S; onChange(listener: () => void): () => void };

function createSnapshotStore<S extends object>(source: Accessor<Source<S>>, key: string): S {
  const [state, setState] = createStore<S>(copyOf(source()));
  createComputed(() => {
    const current = source();
    const update = () => setState(reconcile(copyOf(current), { key }));
    update();
    onCleanup(current.onChange(update));
  });
  return state;
}

/** Stores write into the objects they are given, and the client goes on using its own. */
function copyOf<S>(source: Source<S>): S {
  return structuredClone(source.snapshot());
}
