import type { ListItem } from '../../../protocol/index.ts';
import { onceAcrossTabs } from '../../../web-shared/once-across-tabs.ts';
import type { NotifiedMessages } from './notified-messages.ts';

/** Until what one tab has stored is known in the others, which may be processes of their own. */
const SETTLING_MS = 200;

/** One way of telling, such as the sound. */
export type Channel = {
  readonly notified: NotifiedMessages;
  /** Whether it is switched on and this tab could do it now. */
  isReady(): boolean | Promise<boolean>;
  notify(news: readonly ListItem[]): void | Promise<void>;
};

export type Turns = {
  /** Runs the work while no other tab of this person runs its own. */
  withTabLock(work: () => Promise<void>): Promise<void>;
  wait(ms: number): Promise<void>;
};

export type NotifyOnce = {
  /** Leaves it to another tab where this one cannot. */
  notify(news: readonly ListItem[]): Promise<void>;
  /** Nobody needs to be told any more. */
  settle(news: readonly ListItem[]): Promise<void>;
};

/** Tells of each message in one tab. What comes while it waits for its turn is told together. */
export function createNotifyOnce(way: Channel, turns: Turns): NotifyOnce {
  /** By chat: of several messages in one the newest. */
  const waiting = new Map<string, ListItem>();
  /** The turn that takes them. One is enough, however much comes until it begins. */
  let next: Promise<void> | undefined;

  async function take(): Promise<readonly ListItem[] | undefined> {
    next = undefined;
    const taken = (await way.isReady()) ? way.notified.take([...waiting.values()]) : [];
    waiting.clear();
    return taken.length > 0 ? taken : undefined;
  }

  async function notifyOf(taken: readonly ListItem[]): Promise<void> {
    await way.notify(taken);
    await turns.wait(SETTLING_MS);
  }

  return {
    async notify(news) {
      if (news.length === 0 || !(await way.isReady())) return;
      for (const chat of news) waiting.set(chat.id, chat);
      next ??= onceAcrossTabs(turns.withTabLock, take, notifyOf);
      await next;
    },
    async settle(news) {
      if (news.length === 0) return;
      await turns.withTabLock(async () => void way.notified.take(news));
    },
  };
}
