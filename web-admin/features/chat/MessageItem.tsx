import { For, Match, Show, Switch } from 'solid-js';
import { linkify } from '../../../web-client/text-parts.ts';
import type { ShownMessage } from '../../../web-client/types.ts';
import { dayAndTime, timeOfDay } from '../../shared/text/time-format.ts';
import { failureText } from './chat-texts.ts';
import styles from './MessageItem.module.css';

type MessageItemProps = {
  message: ShownMessage;
  /** Whether its sender is shown. Screen readers always get it. */
  isLabelled: boolean;
  sender: string;
  isSeen: boolean;
  onRetry: () => void;
  onDiscard: () => void;
};

export function MessageItem(props: MessageItemProps) {
  const failure = () => (props.message.state === 'failed' ? props.message.code : undefined);
  return (
    <li
      class={styles.item}
      data-side={props.message.sender_type}
      data-state={props.message.state}
      data-labelled={props.isLabelled}
    >
      <p class={props.isLabelled ? styles.sender : 'visually-hidden'}>
        <bdi>{props.sender}</bdi>
      </p>
      <div class={styles.bubble}>
        <p dir="auto">
          <MessageText content={props.message.content} />
        </p>
      </div>
      <p class={styles.foot}>
        <Switch
          fallback={
            <time dateTime={props.message.created_at} title={dayAndTime(props.message.created_at)}>
              {timeOfDay(props.message.created_at)}
            </time>
          }
        >
          <Match when={props.message.state === 'pending'}>Sending…</Match>
          <Match when={failure()}>
            {(code) => (
              <>
                <span class={styles.failure}>{failureText(code())}</span>
                <button type="button" class="link-button" onClick={() => props.onRetry()}>
                  Retry
                </button>
                <button type="button" class="link-button" onClick={() => props.onDiscard()}>
                  Discard
                </button>
              </>
            )}
          </Match>
        </Switch>
        <Show when={props.isSeen}>
          <span>Seen</span>
        </Show>
      </p>
    </li>
  );
}

/** The message as text. URLs become links; everything else stays text. */
function MessageText(props: { content: string }) {
  return (
    <For each={linkify(props.content)}>
      {(part) => (
        <Show when={part.href} fallback={part.text}>
          <a href={part.href} target="_blank" rel="noopener noreferrer nofollow">
            {part.text}
          </a>
        </Show>
      )}
    </For>
  );
}
