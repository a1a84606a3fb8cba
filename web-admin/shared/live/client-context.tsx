import { createContext, type ParentProps, useContext } from 'solid-js';
import type { Client } from '../../../web-client/types.ts';

const ClientContext = createContext<Client>();

export function ClientProvider(props: ParentProps<{ value: Client }>) {
  return <ClientContext.Provider value={props.value}>{props.children}</ClientContext.Provider>;
}

export function useClient(): Client {
  const client = useContext(ClientContext);
  if (client === undefined) throw new Error('useClient needs a ClientProvider around it');
  return client;
}
