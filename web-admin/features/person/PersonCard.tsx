import { Show } from 'solid-js';
import type { ListItem } from '../../../protocol/index.ts';
import { type Presence, presenceText, userLabel } from '../../shared/chat-labels/chat-labels.ts';
import { IdentityMark } from '../../shared/chat-labels/IdentityMark.tsx';
import { Icon } from '../../shared/ui/Icon.tsx';
import type { Erasure } from './create-erasure.ts';
import type { Export } from './create-export.ts';
import type { PersonDetails } from './create-person-details.ts';
import { DetailFacts, Fact } from './DetailFacts.tsx';
import { PersonActions } from './PersonActions.tsx';
import styles from './PersonCard.module.css';
import { vouchText } from './person-facts.ts';

type PersonCardProps = {
  chat: ListItem;
  presence: Presence;
  details: PersonDetails;
  saving: Export;
  erasure: Erasure;
};

export function PersonCard(props: PersonCardProps) {
  return (
    <>
      <div class={styles.who}>
        <h3 class={styles.title}>
          <bdi class={styles.name}>{props.chat.user_name || userLabel(props.chat)}</bdi>
          <Show when={!props.chat.user_verified}>
            <IdentityMark chat={props.chat} />
          </Show>
        </h3>
        <p class={styles.presence} data-presence={props.presence}>
          {presenceText(props.presence)}
        </p>
      </div>
      <dl class={styles.facts}>
        <Fact label="Email">
          <Show when={props.chat.user_email} fallback={<span class={styles.none}>None</span>}>
            {props.chat.user_email}
          </Show>
          <p class={styles.remark}>
            <Show when={props.chat.user_verified}>
              <Icon name="verified" class={styles.verified} />
            </Show>
            {vouchText(props.chat)}
          </p>
        </Fact>
        <DetailFacts details={props.details} />
        <Fact label="Messages">{props.chat.message_count.toLocaleString('en')}</Fact>
        <Fact label="User id">
          <span class={styles.id}>{props.chat.user_id}</span>
        </Fact>
      </dl>
      <PersonActions chat={props.chat} saving={props.saving} erasure={props.erasure} />
    </>
  );
}
