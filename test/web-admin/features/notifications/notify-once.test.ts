import { expect, test } from 'vitest';
import type { ListItem } from '../../../../protocol/index.ts';
import { createNotifiedMessages } from '../../../../web-admin/features/notifications/notified-messages.ts';
import { createNotifyOnce } from '../../../../web-admin/features/notifications/notify-once.ts';
import { aListItem } from '../../../support/builders.ts';
import { aStore } from '../../../support/storage.ts';

test('[A5] however much comes during a sound, it waits for one turn and is told together', async () => {
  const told: string[] = [];
  let endSound = () => {};
  const sound = new Promise<void>((resolve) => (endSound = resolve));
  const lock = aLock();
  const { notify: tell } = createNotifyOnce(
    {
      notified: createNotifiedMessages(aStore(), 'claims'),
      isReady: () => true,
      async notify(news) {
        told.push(news.map(({ id }) => id).join(' '));
        await sound;
      },
    },
    { withTabLock: lock.run, wait: async () => {} },
  );
  const telling = [tell([says('a')])];
  await expect.poll(() => told).toEqual(['a']);
  telling.push(...Array.from({ length: 100 }, (_, n) => tell([says(`b${n % 2}`)])));
  await expect.poll(() => lock.requests()).toBe(2);
  endSound();
  await Promise.all(telling);
  expect(told).toEqual(['a', 'b0 b1']);
  expect(lock.requests()).toBe(2);
  await tell([says('c')]);
  expect(told.at(-1)).toBe('c');
});

const says = (id: string): ListItem => aListItem({ id });

/** One after the other, as the browser's own do it. */
function aLock() {
  let requests = 0;
  let last = Promise.resolve();
  return {
    requests: () => requests,
    run(work: () => Promise<void>): Promise<void> {
      requests += 1;
      last = last.then(work);
      return last;
    },
  };
}
