import { createEffect, createSignal, Match, onCleanup, Switch } from 'solid-js';
import type { AdminConfig } from '../../protocol/index.ts';
import { createAdminClient } from '../../web-client/index.ts';
import { makeObservable } from '../../web-client/observable-storage.ts';
import { browserPlatform } from '../../web-shared/browser-platform.ts';
import { openSharedStorage } from '../../web-shared/shared-storage.ts';
import { ClientProvider } from '../shared/live/client-context.tsx';
import { RecentChatsProvider } from '../shared/live/recent-chats.tsx';
import { createAccess } from '../shared/session/create-access.ts';
import { SessionProvider } from '../shared/session/session-context.tsx';
import type { SignedIn } from '../shared/session/signed-in.ts';
import { SignInError } from '../shared/session/signed-in.ts';
import { NoticePage } from '../shared/ui/NoticePage.tsx';
import { ToastProvider } from '../shared/ui/toast-context.tsx';
import { UnsentRepliesProvider } from '../shared/unsent-replies/unsent-replies-context.tsx';
import { Routes } from './Routes.tsx';

/** Everything behind the sign-in. It is connected to the server while it is on screen. */
export function Dashboard(props: { config: AdminConfig; signedIn: SignedIn }) {
  const [isRefused, setIsRefused] = createSignal(false);
  const [isLeaving, setIsLeaving] = createSignal(false);
  const storage = makeObservable(openSharedStorage(''));
  const client = createAdminClient({
    origin: location.origin,
    getToken,
    platform: browserPlatform(storage),
  });
  const access = createAccess(client, isRefused);
  client.start();
  onCleanup(() => client.stop());
  // A person without access must not keep trying to connect.
  createEffect(() => access.state() !== 'granted' && client.stop());

  async function getToken(request: { renew: boolean }): Promise<string> {
    try {
      return await props.signedIn.getToken(request);
    } catch (error) {
      if (error instanceof SignInError) setIsRefused(true);
      throw error;
    }
  }

  /** Removes everything from the page first: what still runs could store what is being deleted. */
  async function signOut(): Promise<void> {
    client.stop();
    setIsLeaving(true);
    await props.signedIn.signOut();
  }

  // After a reload the page has no data of this person.
  onCleanup(
    props.signedIn.onEnded(() => {
      client.stop();
      setIsLeaving(true);
      location.reload();
    }),
  );
  const signedIn = { ...props.signedIn, signOut };
  const leave = { label: 'Sign out', run: signOut };

  return (
    <SessionProvider value={{ config: props.config, signedIn, access }}>
      <ClientProvider value={client}>
        <Switch
          fallback={
            <ToastProvider>
              <UnsentRepliesProvider storage={storage}>
                <RecentChatsProvider client={client}>
                  <Routes />
                </RecentChatsProvider>
              </UnsentRepliesProvider>
            </ToastProvider>
          }
        >
          <Match when={isLeaving()}>
            <NoticePage title="Signing out…" isBusy />
          </Match>
          <Match when={access.state() === 'denied'}>
            <NoticePage
              title="No admin rights"
              text={`You are signed in as ${props.signedIn.label}, but have no admin rights.`}
              action={leave}
            />
          </Match>
          <Match when={access.state() === 'refused'}>
            <NoticePage
              title="Sign-in failed"
              text="The server does not accept this sign-in. Sign out and try again."
              action={leave}
            />
          </Match>
        </Switch>
      </ClientProvider>
    </SessionProvider>
  );
}
