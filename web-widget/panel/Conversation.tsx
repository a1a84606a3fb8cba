import { Match, Switch } from 'solid-js';
import { usePanel } from './context.ts';

/** The middle of the panel: a greeting, the messages, or what stands in for them meanwhile. */
export function Conversation() {
  const { session, strings } = usePanel();
  const view = () => session.live()?.view;
  const isEmpty = () => view()?.messages.length === 0;
  const isLoading = () => session.isPreparing() || (isEmpty() && view()?.loading === 'loading');

  return (
    <Switch fallback={<Greeting text={strings.greeting} />}>
      <Match when={isLoading()}>
        <div class="skeleton" role="img" aria-label={strings.loading}>
          <i />
          <i />
          <i />
          <i />
        </div>
      </Match>
      <Match when={!isEmpty() && session.live()}>
        {(live) => live().MessageList({ live: live() })}
      </Match>
    </Switch>
  );
}

/** The first line is the heading. */
function Greeting(props: { text: string }) {
  const lines = () => props.text.split('\n');
  return (
    <div class="greeting">
      <p class="hello">{lines()[0]}</p>
      <p>{lines().slice(1).join('\n')}</p>
    </div>
  );
}
