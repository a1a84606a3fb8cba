import { For, Show } from 'solid-js';
import { startsDay, startsGroup } from '../../../web-client/grouping.ts';
import type { Chat, ShownMessage } from '../../../web-client/index.ts';
import { textParts } from '../../../web-client/text-parts.ts';
import { usePanel } from '../context.ts';
import { formatDay, formatTime } from './format-time.ts';
import { MessageState } from './MessageState.tsx';

type MessageRowProps = {
  message: ShownMessage;
  previous: ShownMessage | undefined;
  next: ShownMessage | undefined;
  isLastSeen: boolean;
  chat: Chat;
};

export function MessageRow(props: MessageRowProps) {
  const { strings } = usePanel();
  const isOwn = () => props.message.sender_type === 'user';
  const isFirst = () => startsGroup(props.previous, props.message);
  const isLast = () => !props.next || startsGroup(props.message, props.next);
  const sender = () => (isOwn() ? strings.you : props.message.sender_name || strings.support);

  return (
    <li
      class={isOwn() ? 'own' : 'other'}
      classList={{ first: isFirst(), last: isLast() }}
      data-state={props.message.state}
    >
      <Show when={startsDay(props.previous, props.message)}>
        <p class="day">{formatDay(props.message.created_at, new Date(), strings)}</p>
      </Show>
      <p class={isOwn() || !isFirst() ? 'unseen' : 'sender'}>{sender()}</p>
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
      <Show when={props.message.state === 'failed' && props.message}>
        {(failed) => <FailedNote message={failed()} chat={props.chat} />}
      </Show>
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

function FailedNote(props: { message: ShownMessage; chat: Chat }) {
  const { strings } = usePanel();
  const reason = () => {
    const { message } = props;
    const words: Record<string, string> = strings.failed;
    return (message.state === 'failed' && words[message.code]) || strings.failed.other;
  };
  return (
    <p class="remark failure">
      {reason()}
      <button type="button" class="link" onClick={() => props.chat.retry(props.message.client_id)}>
        {strings.retry}
      </button>
      <button
        type="button"
        class="link"
        onClick={() => props.chat.discard(props.message.client_id)}
      >
        {strings.discard}
      </button>
    </p>
  );
}
