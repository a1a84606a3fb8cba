import type { ListItem } from '../../protocol/index.ts';
import type { Claims } from './claims.ts';

/** Until what one tab has stored is known in the others, which may be processes of their own. */
const SETTLING_MS = 200;

/** One way of telling, such as the sound. */
export type Way = {
  readonly claims: Claims;
  /** Whether it is switched on and this tab could do it now. */
  isReady(): boolean | Promise<boolean>;
  tell(news: readonly ListItem[]): void | Promise<void>;
};

export type Turns = {
  /** Runs the work while no other tab of this person runs its own. */
  withTabLock(work: () => Promise<void>): Promise<void>;
  pause(ms: number): Promise<void>;
};

export type TellOnce = {
  /** Leaves it to another tab where this one cannot. */
  tell(news: readonly ListItem[]): Promise<void>;
  /** Nobody needs to be told any more. */
  settle(news: readonly ListItem[]): Promise<void>;
};

/** Tells of each message in one tab. What comes while it waits for its turn is told together. */
export function createTellOnce(way: Way, turns: Turns): TellOnce {
  /** By chat: of several messages in one the newest. */
  const waiting = new Map<string, ListItem>();
  /** The turn that takes them. One is enough, however much comes until it begins. */
  let next: Promise<void> | undefined;

  async function takeTurn(): Promise<void> {
    next = undefined;
    const taken = (await way.isReady()) ? way.claims.take([...waiting.values()]) : [];
    waiting.clear();
    if (taken.length === 0) return;
    await way.tell(taken);
    await turns.pause(SETTLING_MS);
  }

  return {
    async tell(news) {
      if (news.length === 0 || !(await way.isReady())) return;
      for (const chat of news) waiting.set(chat.id, chat);
      next ??= turns.withTabLock(takeTurn);
      await next;
    },
    async settle(news) {
      if (news.length === 0) return;
      await turns.withTabLock(async () => void way.claims.take(news));
    },
  };
}
