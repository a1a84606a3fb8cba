import { type Accessor, createEffect, createSignal, onCleanup } from 'solid-js';
import type { ConnectionState } from '../../../web-client/types.ts';
import type { UnreachableReason } from '../../api.ts';
import type { ReachabilityWatch } from './watch-reachability.ts';

/** Whether what is written could be sent now; `unknown` until something has shown it. */
export type Reachability = 'unknown' | 'reachable' | 'unreachable';

type ReachabilityParts = {
  /** The chat's own address, without a slash at the end. */
  readonly origin: string;
  readonly isOpen: Accessor<boolean>;
  /** Undefined before there is a chat. */
  readonly connectionState: Accessor<ConnectionState | undefined>;
  onUnreachable(reason: UnreachableReason): void;
};

/** Whether the chat can be reached, while the panel is open. */
export function createReachability(parts: ReachabilityParts): Accessor<Reachability> {
  const { isOpen, connectionState } = parts;
  const [reachability, setReachability] = createSignal<Reachability>('unknown');
  const [watch, setWatch] = createSignal<ReachabilityWatch>();
  let isWatched = false;
  let isOver = false;

  function fail(reason: UnreachableReason): void {
    if (reachability() !== 'unreachable') parts.onUnreachable(reason);
    setReachability('unreachable');
  }

  async function start(): Promise<void> {
    isWatched = true;
    try {
      const { watchReachability } = await import('./watch-reachability.ts');
      if (!isOver)
        setWatch(
          watchReachability(parts.origin, { found: () => setReachability('reachable'), fail }),
        );
    } catch {
      // Where not even a file comes, nothing else does. The next opening tries again.
      isWatched = false;
      fail('network');
    }
  }

  createEffect(() => {
    if (isOpen() && !isWatched) void start();
    watch()?.update(isOpen(), connectionState());
  });
  onCleanup(() => {
    isOver = true;
    watch()?.stop();
  });
  return reachability;
}
