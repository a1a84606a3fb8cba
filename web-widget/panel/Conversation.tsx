import { Show } from 'solid-js';
import { usePanel } from './context.ts';
import { Greeting } from './Greeting.tsx';
import { CLOCK, Icon } from './Icon.tsx';

/** The middle of the panel: a greeting, the messages, or what stands in for them meanwhile. */
export function Conversation() {
  const { session, strings } = usePanel();
  const view = () => session.live()?.view;
  const isEmpty = () => view()?.messages.length === 0;
  const isLoading = () => session.isPreparing() || (isEmpty() && view()?.loading === 'loading');
  const greeting = () => (session.mustSignIn() ? strings.signIn : strings.greeting);

  return (
    <Show when={!isEmpty() && session.live()} fallback={<Meanwhile />}>
      {(live) => live().MessageList({ live: live() })}
    </Show>
  );

  function Meanwhile() {
    return (
      <Show when={session.waiting().length === 0} fallback={<WaitingMessages />}>
        <Show when={isLoading()} fallback={<Greeting text={greeting()} />}>
          <div class="skeleton" role="img" aria-label={strings.loading}>
            <i />
            <i />
            <i />
            <i />
          </div>
        </Show>
      </Show>
    );
  }
}

/** Shows what has been written already, until the chat is there that shows and sends it. */
function WaitingMessages() {
  const { session, strings } = usePanel();
  return (
    <div class="waiting" role="log" aria-label={strings.messages}>
      <ol>
        {session.waiting().map(({ content }) => (
          <li data-state="pending">
            <span class="text" dir="auto">
              {content}
            </span>
            <span class="state" role="img" aria-label={strings.sending}>
              <Icon path={CLOCK} />
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}
