import { createContext, type ParentProps, useContext } from 'solid-js';
import type { LiveInbox } from './create-inbox.ts';

const InboxContext = createContext<LiveInbox>();

export function InboxProvider(props: ParentProps<{ value: LiveInbox }>) {
  return <InboxContext.Provider value={props.value}>{props.children}</InboxContext.Provider>;
}

/** The inbox beside the chat. */
export function useInbox(): LiveInbox {
  const inbox = useContext(InboxContext);
  if (inbox === undefined) throw new Error('useInbox needs an InboxProvider around it');
  return inbox;
}
