import { Match, Switch } from 'solid-js';
import { usePanel } from './context.ts';
import { Greeting } from './Greeting.tsx';
import { WaitingMessages } from './WaitingMessages.tsx';

/** The middle of the panel: a greeting, the messages, or what stands in for them meanwhile. */
export function Conversation() {
  const { session, strings } = usePanel();
  const view = () => session.live()?.view;
  const isEmpty = () => view()?.messages.length === 0;
  const isLoading = () => session.isPreparing() || (isEmpty() && view()?.loading === 'loading');

  return (
    <Switch fallback={<Greeting text={session.mustSignIn() ? strings.signIn : strings.greeting} />}>
      <Match when={!isEmpty() && session.live()}>
        {(live) => live().MessageList({ live: live() })}
      </Match>
      <Match when={session.waiting().length > 0}>
        <WaitingMessages />
      </Match>
      <Match when={isLoading()}>
        <div class="skeleton" role="img" aria-label={strings.loading}>
          <i />
          <i />
          <i />
          <i />
        </div>
      </Match>
    </Switch>
  );
}
