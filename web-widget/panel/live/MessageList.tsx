import { type Accessor, createEffect, createMemo, createSignal, onCleanup, Show } from 'solid-js';
import { lastSeenMessageKey } from '../../../web-client/last-seen-message.ts';
import { createStickToBottom } from '../../../web-shared/create-stick-to-bottom.ts';
import { addStyle } from '../add-style.ts';
import { usePanel } from '../context.ts';
import { Greeting } from '../Greeting.tsx';
import { Icon } from '../Icon.tsx';
import { VISITOR_SCOPE } from '../identity.ts';
import type { LiveChat } from '../live-chat.ts';
import { Avatar } from './Avatar.tsx';
import { createRows } from './create-rows.ts';
import type { EmailCard } from './EmailCard.tsx';
import { MessageRow } from './MessageRow.tsx';
import messagesCss from './messages.css?inline';

const OLDER_WITHIN_PX = 120;
const DOWN = 'M12 5v14M5.5 12.5 12 19l6.5-6.5';

export function MessageList(props: { live: LiveChat }) {
  const { root, strings } = usePanel();
  const view = () => props.live.view;
  const [log, setLog] = createSignal<HTMLElement>();
  const scroll = createStickToBottom({
    box: log,
    firstKey: () => view().messages[0]?.key,
    lastKey: () => view().messages.at(-1)?.key,
    isLastOwn: () => view().messages.at(-1)?.sender_type === 'user',
  });
  const seen = createMemo(() => lastSeenMessageKey(view(), 'user'));

  const rows = createRows(
    () => view().messages,
    (row) => (
      <MessageRow
        row={row}
        isLastSeen={row.message.key === seen()}
        isFirstNew={row.message.key === props.live.firstNew()}
        live={props.live}
      />
    ),
  );

  onCleanup(addStyle(root, messagesCss));

  const emailCard = createEmailCard(props.live);

  function onScroll(): void {
    scroll.onScroll();
    const { has_more, is_loading_older, has_older_failed } = view();
    const isNearStart = (log()?.scrollTop ?? 0) < OLDER_WITHIN_PX;
    if (isNearStart && has_more && !is_loading_older && !has_older_failed)
      void props.live.chat.loadOlder();
  }

  return (
    <>
      <div class="conversation">
        <div
          ref={setLog}
          class="log"
          role="log"
          aria-label={strings.messages}
          aria-live={view().is_loading_older ? 'off' : 'polite'}
          tabindex="0"
          onScroll={onScroll}
        >
          <div>
            <Show when={!view().has_more}>
              <Greeting text={strings.greeting} />
            </Show>
            <ol>{rows()}</ol>
            <TypingLine names={view().typing} />
          </div>
        </div>
        <Show when={view().has_older_failed}>
          <p class="older">
            <button type="button" class="link" onClick={() => void props.live.chat.loadOlder()}>
              {strings.retry}
            </button>
          </p>
        </Show>
        <Show when={view().is_loading_older}>
          <p class="older">{strings.loadingOlder + strings.ellipsis}</p>
        </Show>
        <Show when={scroll.hasNews()}>
          <button type="button" class="news" onClick={scroll.toEnd}>
            <Icon path={DOWN} />
            {strings.newMessages}
          </button>
        </Show>
      </div>
      <Show when={emailCard()}>{(card) => card()({ live: props.live })}</Show>
    </>
  );
}

/** Names who is typing, and says no more than that several are. */
function TypingLine(props: { names: readonly string[] }) {
  const { strings } = usePanel();
  const name = () => props.names[0] || strings.support;
  return (
    <Show when={props.names.length > 0}>
      <p class="typing">
        <Avatar name={name()} />
        <span class="dots" aria-hidden="true">
          <i />
          <i />
          <i />
        </span>
        {props.names.length > 1 ? strings.severalTyping : strings.typing(name())}
      </p>
    </Show>
  );
}

/**
 * What draws the line for an email address, for visitors who have written: a signed-in user's address
 * comes from the company. It is not part of every chat, so it is fetched when it is needed.
 */
function createEmailCard({ view }: LiveChat): Accessor<typeof EmailCard | undefined> {
  const { session } = usePanel();
  const [loaded, setLoaded] = createSignal<typeof EmailCard>();
  const isNeeded = () =>
    session.identity()?.scope === VISITOR_SCOPE &&
    view.messages.some(({ sender_type, state }) => sender_type === 'user' && state === 'sent');

  createEffect(() => {
    if (isNeeded() && !loaded()) void load();
  });

  async function load(): Promise<void> {
    const module = await import('./EmailCard.tsx').catch(() => undefined);
    setLoaded(() => module?.EmailCard);
  }

  return () => (isNeeded() ? loaded() : undefined);
}
