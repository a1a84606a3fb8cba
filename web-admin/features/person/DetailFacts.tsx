import { Match, Show, Switch } from 'solid-js';
import { useClient } from '../../shared/live/client-context.tsx';
import { createIsReachable } from '../../shared/live/create-is-reachable.ts';
import { dayAndTime } from '../../shared/text/time-format.ts';
import type { PersonDetails } from './create-person-details.ts';
import styles from './DetailFacts.module.css';
import { Fact } from './Fact.tsx';
import { PageLink } from './PageLink.tsx';
import { languageName } from './person-facts.ts';

/** What has to be asked for: since when somebody writes, from where, and in which language. */
export function DetailFacts(props: { details: PersonDetails }) {
  const isReachable = createIsReachable(useClient());
  return (
    <Switch fallback={<Waiting />}>
      <Match when={props.details.chat()}>
        {(chat) => (
          <>
            <Fact label="First seen">
              <time datetime={chat().created_at}>{dayAndTime(chat().created_at)}</time>
            </Fact>
            <Fact label="Writes from">
              <Show when={chat().page} fallback="Not said">
                {(page) => <PageLink page={page()} />}
              </Show>
            </Fact>
            <Fact label="Language">
              <Show when={chat().page?.language} fallback="Not said">
                {(tag) => <>{languageName(tag())}</>}
              </Show>
            </Fact>
          </>
        )}
      </Match>
      <Match when={props.details.hasFailed() && isReachable()}>
        <Fact label="First seen, page and language">
          <span role="alert">Could not be loaded. </span>
          <button type="button" class="link-button" onClick={() => void props.details.ask()}>
            Retry
          </button>
        </Fact>
      </Match>
    </Switch>
  );
}

function Waiting() {
  return (
    <>
      <Fact label="First seen">
        <span class={styles.bar} />
      </Fact>
      <Fact label="Writes from">
        <span class={styles.bar} />
      </Fact>
      <Fact label="Language">
        <span class={styles.bar} />
      </Fact>
    </>
  );
}
