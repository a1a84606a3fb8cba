import { expect, test } from 'vitest';
import { onceAcrossTabs, turnDelayMs } from '../../web-shared/once-across-tabs.ts';

test('[U6] [A5] what a tab has taken is marked before it acts, and no other tab acts on it', async () => {
  const left = ['message'];
  const acts: string[] = [];
  let lock = Promise.resolve();
  const withLock = (work: () => Promise<void>) => (lock = lock.then(work));
  const inTab = (name: string) =>
    onceAcrossTabs(
      withLock,
      () => left.pop(),
      async (taken) => void acts.push(`${name}: ${taken}, ${left.length} left`),
    );
  await Promise.all([inTab('one'), inTab('other')]);
  expect(acts).toEqual(['one: message, 0 left']);
});

test('[U6] [A5] a visible tab acts at once, and two hidden ones at different times', () => {
  expect(turnDelayMs(false, 0.9)).toBe(0);
  expect(turnDelayMs(true, 0)).toBeGreaterThan(0);
  expect(turnDelayMs(true, 0.9)).toBeGreaterThan(turnDelayMs(true, 0.1));
});
