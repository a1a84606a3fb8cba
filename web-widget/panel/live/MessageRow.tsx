import { Show } from 'solid-js';
import { startsDay, startsGroup } from '../../../web-client/grouping.ts';
import { usePanel } from '../context.ts';
import type { LiveChat } from '../live-chat.ts';
import { Avatar } from './Avatar.tsx';
import type { Row } from './create-rows.ts';
import { formatDay, formatTime } from './format-time.ts';
import { isEmojiOnly } from './is-emoji-only.ts';
import { MessageState } from './MessageState.tsx';
import { MessageStatus } from './MessageStatus.tsx';
import { MessageText } from './MessageText.tsx';

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
              <MessageState state={props.row.message.state} />
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
