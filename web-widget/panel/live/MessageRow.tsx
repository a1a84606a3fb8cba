import { For, Show } from 'solid-js';
import { startsDay, startsGroup } from '../../../web-client/grouping.ts';
import type { ShownMessage } from '../../../web-client/index.ts';
import { textParts } from '../../../web-client/text-parts.ts';
import { usePanel } from '../context.ts';
import type { LiveChat } from '../live-chat.ts';
import { Avatar } from './Avatar.tsx';
import { formatDay, formatTime } from './format-time.ts';
import { isEmojiOnly } from './is-emoji-only.ts';
import { MessageRemark } from './MessageRemark.tsx';
import { MessageState } from './MessageState.tsx';

type MessageRowProps = {
  message: ShownMessage;
  previous: ShownMessage | undefined;
  next: ShownMessage | undefined;
  isLastSeen: boolean;
  live: LiveChat;
};

export function MessageRow(props: MessageRowProps) {
  const { strings } = usePanel();
  const isOwn = () => props.message.sender_type === 'user';
  const isFirst = () => startsGroup(props.previous, props.message);
  const isLast = () => !props.next || startsGroup(props.message, props.next);
  const sender = () => (isOwn() ? strings.you : props.message.sender_name || strings.support);
  const isNamed = () => !isOwn() && isFirst();

  return (
    <li
      class={isOwn() ? 'own' : 'other'}
      classList={{ first: isFirst(), last: isLast(), picture: isEmojiOnly(props.message.content) }}
      data-state={props.message.state}
    >
      <Show when={startsDay(props.previous, props.message)}>
        <p class="day">{formatDay(props.message.created_at, new Date(), strings)}</p>
      </Show>
      <p class={isNamed() ? 'sender' : 'unseen'}>
        <Show when={isNamed()}>
          <Avatar name={sender()} />
        </Show>
        <bdi>{sender()}</bdi>
      </p>
      <div class="bubble">
        <p dir="auto">
          <MessageText text={props.message.content} />
          <span class="meta">
            <time dir="auto" datetime={props.message.created_at}>
              {formatTime(props.message.created_at, strings.locale)}
            </time>
            <Show when={isOwn()}>
              <MessageState state={props.message.state} />
            </Show>
          </span>
        </p>
      </div>
      <MessageRemark message={props.message} live={props.live} />
      <Show when={props.isLastSeen}>
        <p class="remark">{strings.seen}</p>
      </Show>
    </li>
  );
}

/** Text is only ever text: what looks like a web address becomes a link, nothing becomes HTML. */
function MessageText(props: { text: string }) {
  return (
    <span class="text">
      <For each={textParts(props.text)}>
        {(part) => (
          <Show when={part.href} fallback={part.text}>
            {(href) => (
              <a href={href()} target="_blank" rel="noopener noreferrer nofollow">
                {part.text}
              </a>
            )}
          </Show>
        )}
      </For>
    </span>
  );
}
