import { createContext, onCleanup, type ParentProps, useContext } from 'solid-js';

/** Focuses a reply box, even one that is not on screen yet. */
export type ReplyFocus = {
  /** Focuses the box of this chat, now or when it appears. Any other action cancels that. */
  want(chatId: string): void;
  /** Whether the next letter is meant for a box that is not on screen yet. */
  isWaiting(): boolean;
  /** Adds a box, until the returned function is called. */
  add(chatId: string, focus: () => void): () => void;
};

const ReplyFocusContext = createContext<ReplyFocus>();

export function ReplyFocusProvider(props: ParentProps) {
  const boxes = new Map<string, () => void>();
  let wanted: string | undefined;

  const focus: ReplyFocus = {
    want(chatId) {
      const box = boxes.get(chatId);
      wanted = box === undefined ? chatId : undefined;
      box?.();
    },
    isWaiting: () => wanted !== undefined,
    add(chatId, focusBox) {
      boxes.set(chatId, focusBox);
      if (wanted === chatId) focus.want(chatId);
      return () => {
        if (boxes.get(chatId) === focusBox) boxes.delete(chatId);
      };
    },
  };

  function cancel(event: Event): void {
    const isLetter = event instanceof KeyboardEvent && !MOVING_KEYS.includes(event.key);
    if (!isLetter) wanted = undefined;
  }
  const listening = new AbortController();
  for (const type of ['pointerdown', 'keydown']) {
    document.addEventListener(type, cancel, { capture: true, signal: listening.signal });
  }
  onCleanup(() => listening.abort());
  return <ReplyFocusContext.Provider value={focus}>{props.children}</ReplyFocusContext.Provider>;
}

/** Keys that move the focus elsewhere. */
const MOVING_KEYS = ['Tab', 'Escape'];

export function useReplyFocus(): ReplyFocus {
  const focus = useContext(ReplyFocusContext);
  if (focus === undefined) throw new Error('useReplyFocus needs a ReplyFocusProvider around it');
  return focus;
}
