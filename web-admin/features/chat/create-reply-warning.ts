import { type Accessor, createEffect, createSignal } from 'solid-js';
import type { ShownMessage } from '../../../web-client/types.ts';
import { isHeldBack, type ReplyWarning } from './reply-warning.ts';
import { makeReplyWatch } from './reply-watch.ts';

export type LiveReplyWarning = {
  readonly current: Accessor<ReplyWarning | undefined>;
  /** Told of each try to send; true when it has to wait for another one. */
  holdsBack(press: 'key' | 'button'): boolean;
  dismiss(): void;
};

/** Warns for as long as somebody is writing into a chat that a colleague has answered meanwhile. */
export function createReplyWarning(
  messages: Accessor<readonly ShownMessage[]>,
  isWriting: Accessor<boolean>,
): LiveReplyWarning {
  const [current, setCurrent] = createSignal<ReplyWarning>();
  const watch = makeReplyWatch();

  createEffect(() => {
    const reply = watch(messages());
    if (reply !== undefined && isWriting()) {
      setCurrent({ reply, sinceMs: performance.now(), isHeld: false });
    }
  });
  createEffect(() => {
    if (!isWriting()) setCurrent(undefined);
  });

  return {
    current,
    holdsBack(press) {
      const isHeld = isHeldBack(current(), press, performance.now());
      if (isHeld) setCurrent((warning) => warning && { ...warning, isHeld });
      return isHeld;
    },
    dismiss: () => setCurrent(undefined),
  };
}
