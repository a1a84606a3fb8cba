import { Match, type ParentProps, Show, Switch } from 'solid-js';
import type { ChatDetail } from '../../../protocol/index.ts';
import { useClient } from '../../shared/live/client-context.tsx';
import { createIsReachable } from '../../shared/live/create-connection-state.ts';
import { dayAndTime } from '../../shared/text/time-format.ts';
import { Icon } from '../../shared/ui/Icon.tsx';
import type { PersonDetails } from './create-person-details.ts';
import styles from './DetailFacts.module.css';
import { languageName, pageAddress } from './person-facts.ts';

/** What the inbox does not know of a user, and the server has to be asked for. */
export function DetailFacts(props: { details: PersonDetails }) {
  const isReachable = createIsReachable(useClient());
  return (
    <Switch fallback={<Skeleton />}>
      <Match when={props.details.chat()}>
        {(chat) => (
          <>
            <Fact label="First seen">
              <time datetime={chat().created_at}>{dayAndTime(chat().created_at)}</time>
            </Fact>
            <Fact label="Writes from">
              <Show when={chat().page} fallback="Unknown">
                {(page) => <PageLink page={page()} />}
              </Show>
            </Fact>
            <Fact label="Language">
              <Show when={chat().page?.language} fallback="Unknown">
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

/** A label and a value, within a `dl`. */
export function Fact(props: ParentProps<{ label: string }>) {
  return (
    <div>
      <dt class={styles.label}>{props.label}</dt>
      <dd class={styles.fact}>{props.children}</dd>
    </div>
  );
}

/** Shows the page's address below its title, as the title could say anything. */
function PageLink(props: { page: NonNullable<ChatDetail['page']> }) {
  const address = () => pageAddress(props.page.url);
  return (
    <Show when={address().href} fallback={address().text}>
      {(href) => (
        <>
          <a class={styles.link} href={href()} target="_blank" rel="noopener noreferrer">
            <span dir="auto">{props.page.title || address().text}</span>
            <Icon name="external" class={styles.mark} />
            <span class="visually-hidden">(opens a new tab)</span>
          </a>
          <Show when={props.page.title}>
            <p class={styles.address}>{address().text}</p>
          </Show>
        </>
      )}
    </Show>
  );
}

function Skeleton() {
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
