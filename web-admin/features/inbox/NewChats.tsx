import { createMemo, createSignal, Show, untrack } from 'solid-js';
import type { ChatList } from '../../shared/live/create-inbox.ts';
import { Icon } from '../../shared/ui/Icon.tsx';
import styles from './ChatRows.module.css';
import { countNewChats } from './scroll-anchor.ts';

type NewChatsProps = {
  list: ChatList;
  /** New chats are held back, or appear out of sight. */
  isOutOfSight: boolean;
  /** They appear by themselves in a moment: there is nothing to press. */
  isAboutToShow: boolean;
  onShow: (event: MouseEvent) => void;
};

/** A button that shows the chats with new messages that are held back, or out of sight at the top. */
export function NewChats(props: NewChatsProps) {
  const chats = () => props.list.state().chats;
  const [shownTimes, setShownTimes] = createSignal(0);
  const since = createMemo<{ at: string; shownTimes: number } | undefined>((before) => {
    if (!props.isOutOfSight) return undefined;
    const isSame = before?.shownTimes === shownTimes();
    if (before && isSame) return before;
    return { at: untrack(chats)[0]?.last_message_at ?? '', shownTimes: shownTimes() };
  });
  const count = createMemo(() => {
    const begun = since();
    return begun === undefined ? 0 : countNewChats(chats(), begun.at);
  });

  function show(event: MouseEvent): void {
    setShownTimes((times) => times + 1);
    props.onShow(event);
  }

  return (
    <Show when={count() > 0 && !props.isAboutToShow}>
      <button type="button" class={styles.news} onClick={show}>
        <Icon name="up" />
        {count()} new
      </button>
    </Show>
  );
}
