import { createContext, type ParentProps, useContext } from 'solid-js';
import type { AdminClient } from '../../../web-client/types.ts';

const ClientContext = createContext<AdminClient>();

export function ClientProvider(props: ParentProps<{ value: AdminClient }>) {
  return <ClientContext.Provider value={props.value}>{props.children}</ClientContext.Provider>;
}

export function useClient(): AdminClient {
  const client = useContext(ClientContext);
  if (client === undefined) throw new Error('useClient needs a ClientProvider around it');
  return client;
}
