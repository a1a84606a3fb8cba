import { Show } from 'solid-js';
import { startsDay, startsGroup } from '../../../web-client/grouping.ts';
import type { ShownMessage } from '../../../web-client/index.ts';
import { usePanel } from '../context.ts';
import { CLOCK, Icon } from '../Icon.tsx';
import type { LiveChat } from '../live-chat.ts';
import { Avatar } from './Avatar.tsx';
import type { Row } from './create-rows.ts';
import { formatDay, formatTime } from './format-time.ts';
import { isEmojiOnly } from './is-emoji-only.ts';
import { MessageStatus } from './MessageStatus.tsx';
import { MessageText } from './MessageText.tsx';

const PATHS = {
  pending: CLOCK,
  sent: 'M5 12.5l4.5 4.5L19 7.5',
  failed: 'M12 7.5v5.5M12 16.4v.1M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17Z',
} as const;

type MessageRowProps = { row: Row; isLastSeen: boolean; isFirstNew: boolean; live: LiveChat };

export function MessageRow(props: MessageRowProps) {
  const { strings } = usePanel();
  const isOwn = () => props.row.message.sender_type === 'user';
  const isFirst = () => startsGroup(props.row.previous, props.row.message);
  const isLast = () => !props.row.next || startsGroup(props.row.message, props.row.next);
  const sender = () => (isOwn() ? strings.you : props.row.message.sender_name || strings.support);
  const isNamed = () => !isOwn() && isFirst();

  return (
    <li
      class={isOwn() ? 'own' : 'other'}
      classList={{
        first: isFirst(),
        last: isLast(),
        picture: isEmojiOnly(props.row.message.content),
      }}
      data-state={props.row.message.state}
    >
      <Show when={startsDay(props.row.previous, props.row.message)}>
        <p class="day">{formatDay(props.row.message.created_at, new Date(), strings)}</p>
      </Show>
      <Show when={props.isFirstNew}>
        <p class="day new">{strings.newMessages}</p>
      </Show>
      <p class={isNamed() ? 'sender' : 'unseen'}>
        <Show when={isNamed()}>
          <Avatar name={sender()} />
        </Show>
        <bdi>{sender()}</bdi>
      </p>
      <div class="bubble">
        <p dir="auto">
          <MessageText text={props.row.message.content} />
          <span class="meta">
            <time dir="auto" datetime={props.row.message.created_at}>
              {formatTime(props.row.message.created_at, strings.locale)}
            </time>
            <Show when={isOwn()}>
              <DeliveryIcon state={props.row.message.state} />
            </Show>
          </span>
        </p>
      </div>
      <MessageStatus message={props.row.message} live={props.live} />
      <Show when={props.isLastSeen}>
        <p class="status">{strings.seen}</p>
      </Show>
    </li>
  );
}

/** How far an own message has come. */
function DeliveryIcon(props: { state: ShownMessage['state'] }) {
  const { strings } = usePanel();
  const label = () =>
    ({ pending: strings.sending, sent: strings.sent, failed: strings.failed.other })[props.state];
  return (
    <span class="state" role="img" aria-label={label()} title={label()}>
      <Icon path={PATHS[props.state]} />
    </span>
  );
}
