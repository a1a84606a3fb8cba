import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTimeline, type Timeline } from '../../web-client/timeline.ts';
import { aMessage, someMessages } from '../support/builders.ts';

const seqs = (timeline: Timeline) => timeline.shown().map(({ seq }) => seq);

function begun(to: number, from = 1): Timeline {
  const timeline = createTimeline();
  timeline.begin(to === 0 ? [] : someMessages(from, to));
  return timeline;
}

test('[W6] messages in any order and number are shown in order, each once', () => {
  const arrivals = fc.shuffledSubarray(someMessages(1, 12), { minLength: 12 });
  fc.assert(
    fc.property(arrivals, fc.array(fc.integer({ min: 0, max: 11 })), (order, repeats) => {
      const timeline = begun(0);
      for (const message of order) timeline.add([message]);
      for (const index of repeats) timeline.add(order.slice(index, index + 1));
      expect(timeline.shown()).toEqual(someMessages(1, 12));
      expect(timeline.isMissing()).toBe(false);
    }),
  );
});

test('[W6] a message beyond a gap waits, and is known to be missing', () => {
  const timeline = begun(3);
  expect(timeline.add([aMessage({ seq: 6 })])).toEqual([]);
  expect(seqs(timeline)).toEqual([1, 2, 3]);
  expect(timeline.isMissing()).toBe(true);

  const shown = timeline.add(someMessages(4, 5), 3);
  expect(shown.map(({ seq }) => seq)).toEqual([4, 5, 6]);
  expect(timeline.isMissing()).toBe(false);
});

test('a page of the server has no gap: what is missing in it no longer exists', () => {
  const timeline = begun(3);
  timeline.add([aMessage({ seq: 7 }), aMessage({ seq: 8 })], 3);
  expect(seqs(timeline)).toEqual([1, 2, 3, 7, 8]);
});

test('a page that begins beyond the shown ones does not hide the gap before it', () => {
  const timeline = begun(3);
  timeline.add([aMessage({ seq: 7 })], 5);
  expect(seqs(timeline)).toEqual([1, 2, 3]);
});

test('nothing is shown before the first page, but nothing is forgotten either', () => {
  const timeline = createTimeline();
  timeline.add([aMessage({ seq: 9 })]);
  expect(timeline.shown()).toEqual([]);
  timeline.begin(someMessages(5, 8));
  expect(timeline.isMissing()).toBe(true);
});

test('older messages come before the shown ones, none twice', () => {
  const timeline = begun(60, 51);
  timeline.prepend(someMessages(41, 51));
  expect(seqs(timeline)).toEqual(Array.from({ length: 20 }, (_, index) => 41 + index));
});

test('[D8] reading marks everything of the other side up to there, also what comes late', () => {
  const timeline = begun(2);
  timeline.markRead('user', 3, 'T1');
  timeline.add([aMessage({ seq: 3 }), aMessage({ seq: 4 })]);
  expect(timeline.shown().map(({ read_at }) => read_at)).toEqual(['T1', 'T1', 'T1', null]);
  expect(timeline.readUpTo('user')).toBe(3);
});

test('[D8] a read mark once set never moves', () => {
  const timeline = begun(2);
  timeline.markRead('user', 1, 'T1');
  timeline.markRead('user', 2, 'T2');
  timeline.add([aMessage({ seq: 1, read_at: null })], 0);
  expect(timeline.shown().map(({ read_at }) => read_at)).toEqual(['T1', 'T2']);
});

test('a later page tells that known messages have been read since', () => {
  const timeline = begun(3);
  expect(timeline.refreshAfter()).toBe(0);
  timeline.add([aMessage({ seq: 3, read_at: 'T1' })], 2);
  expect(timeline.shown().every(({ read_at }) => read_at === 'T1')).toBe(true);
  expect(timeline.refreshAfter()).toBe(3);
});

test('[U4] what was read is asked for again, although something unread came after it', () => {
  const timeline = begun(2);
  timeline.markRead('user', 1, 'T1');
  timeline.add([aMessage({ seq: 3 })]);
  expect(timeline.refreshAfter()).toBe(1);
});

test('however much is unread, only the last page of it is asked for again', () => {
  expect(begun(200).refreshAfter()).toBe(150);
});

test('another message under a known seq means that the chat was started again', () => {
  const timeline = begun(3);
  timeline.add([aMessage({ seq: 2 })]);
  expect(timeline.isOutdated()).toBe(false);
  timeline.add([aMessage({ seq: 1, id: 'another' })]);
  expect(timeline.isOutdated()).toBe(true);
});

test('a joined message that was read says nothing of what stands before it', () => {
  const timeline = begun(0);
  const read_at = '2026-01-01T00:00:01.000Z';
  const unread = aMessage({ seq: 1, sender_type: 'admin' });
  const joined = aMessage({ seq: 2, sender_type: 'admin', id: 'joined', read_at, joined: true });
  timeline.add([unread, joined], 0);
  expect(timeline.shown().map((message) => message.read_at)).toEqual([null, read_at]);
  expect(timeline.readUpTo('user')).toBe(0);
  timeline.markRead('user', 2, '2026-01-01T00:00:09.000Z');
  expect(timeline.shown().map((message) => message.read_at)).toEqual([
    '2026-01-01T00:00:09.000Z',
    read_at,
  ]);
});

test('a joined message that has been read since is read when it comes again', () => {
  const timeline = begun(0);
  const joined = aMessage({ seq: 1, sender_type: 'admin', joined: true });
  timeline.add([joined, aMessage({ seq: 2, sender_type: 'admin', id: 'next' })], 0);
  const read_at = '2026-01-01T00:00:01.000Z';
  timeline.add([{ ...joined, read_at }], 0);
  expect(timeline.shown().map((message) => message.read_at)).toEqual([read_at, null]);
});
