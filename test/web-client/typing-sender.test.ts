import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTypingSender } from '../../web-client/typing-sender.ts';

function recorded() {
  let now = 0;
  const told: [number, boolean][] = [];
  const signal = createTypingSender(
    () => now,
    (isTyping) => told.push([now, isTyping]),
  );
  return { told, signal, wait: (ms: number) => (now += ms) };
}

test('[W9] however fast the keys, frames never come faster than once a second', () => {
  const keystroke = fc.tuple(
    fc.integer({ min: 0, max: 4_000 }),
    fc.constantFrom(true, false, null),
  );
  fc.assert(
    fc.property(fc.array(keystroke), (keystrokes) => {
      const { told, signal, wait } = recorded();
      for (const [pauseMs, isTyping] of keystrokes) {
        wait(pauseMs);
        signal(isTyping);
      }
      const gaps = told.slice(1).map(([at], index) => at - (told[index]?.[0] ?? 0));
      expect(gaps.every((gapMs) => gapMs >= 1_000)).toBe(true);
    }),
  );
});

test('[W9] who goes on typing is told again in time, and stopping is told once', () => {
  const { told, signal, wait } = recorded();
  for (let key = 0; key < 40; key += 1) {
    signal(true);
    wait(200);
  }
  signal(false);
  wait(2_000);
  signal(false);
  expect(told).toEqual([
    [0, true],
    [3_000, true],
    [6_000, true],
    [8_000, false],
  ]);
});

test('[W9] a message ends the typing without a frame', () => {
  const { told, signal, wait } = recorded();
  signal(true);
  wait(1_500);
  signal(null);
  signal(false);
  expect(told).toEqual([[0, true]]);
  signal(true);
  expect(told).toHaveLength(2);
});
