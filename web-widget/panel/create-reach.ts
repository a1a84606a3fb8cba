import { type Accessor, createEffect, createSignal, onCleanup } from 'solid-js';
import type { LinkState } from '../../web-client/types.ts';
import type { UnreachableReason } from '../api.ts';
import type { Reach, ReachWatch } from './reach.ts';

type ReachParts = {
  /** The chat's own address, without a slash at the end. */
  readonly origin: string;
  readonly isOpen: Accessor<boolean>;
  /** Undefined before there is a chat. */
  readonly link: Accessor<LinkState | undefined>;
  onUnreachable(reason: UnreachableReason): void;
};

/** Whether the chat can be reached, while the panel is open. */
export function createReach(parts: ReachParts): Accessor<Reach> {
  const { isOpen, link } = parts;
  const [reach, setReach] = createSignal<Reach>('unknown');
  const [watch, setWatch] = createSignal<ReachWatch>();
  let isWatched = false;
  let isOver = false;

  function fail(reason: UnreachableReason): void {
    if (reach() !== 'unreachable') parts.onUnreachable(reason);
    setReach('unreachable');
  }

  async function start(): Promise<void> {
    isWatched = true;
    try {
      const { watchReach } = await import('./reach/watch-reach.ts');
      if (!isOver) setWatch(watchReach(parts.origin, { found: () => setReach('reachable'), fail }));
    } catch {
      // Where not even a file comes, nothing else does. The next opening tries again.
      isWatched = false;
      fail('network');
    }
  }

  createEffect(() => {
    if (isOpen() && !isWatched) void start();
    watch()?.update(isOpen(), link());
  });
  onCleanup(() => {
    isOver = true;
    watch()?.stop();
  });
  return reach;
}
