import { createContext, type ParentProps, useContext } from 'solid-js';
import type { AdminConfig } from '../../../protocol/index.ts';
import type { Access } from './create-access.ts';
import type { SignedIn } from './signed-in.ts';

type Session = {
  readonly config: AdminConfig;
  readonly signedIn: SignedIn;
  readonly access: Access;
};

const SessionContext = createContext<Session>();

export function SessionProvider(props: ParentProps<{ value: Session }>) {
  return <SessionContext.Provider value={props.value}>{props.children}</SessionContext.Provider>;
}

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === undefined) throw new Error('useSession needs a SessionProvider around it');
  return session;
}
