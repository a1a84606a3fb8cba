import type { ConnectionState } from '../../web-client/types.ts';

/** Whether what is written could be sent now; `unknown` until something has shown it. */
export type Reachability = 'unknown' | 'reachable' | 'unreachable';

/** What is fetched with the first opening. It knows nothing of Solid, so that it stays one small file. */
export type ReachabilityWatch = {
  /** The panel was opened or closed, or its link has changed. */
  update(isOpen: boolean, link: ConnectionState | undefined): void;
  stop(): void;
};
