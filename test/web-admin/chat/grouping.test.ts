import { describe, expect, test } from 'vitest';
import { startsDay, startsRun } from '../../../web-admin/chat/grouping.ts';
import { aSentMessage } from './shown-message.ts';

const at = (day: number, hour: number, minute = 0) =>
  new Date(2026, 10, day, hour, minute).toISOString();
const first = aSentMessage({ created_at: at(20, 10) });

describe('[A3] messages are grouped by date', () => {
  test('the first message stands under a divider', () => {
    expect(startsDay(undefined, first)).toBe(true);
  });

  test('a message of the same day does not', () => {
    expect(startsDay(first, aSentMessage({ created_at: at(20, 23, 59) }))).toBe(false);
  });

  test('midnight where the reader is begins a new day', () => {
    const late = aSentMessage({ created_at: at(20, 23, 59) });
    expect(startsDay(late, aSentMessage({ created_at: at(21, 0) }))).toBe(true);
  });
});

describe('[A3] messages carry a sender label', () => {
  test('one that follows at once from the same person does not repeat it', () => {
    expect(startsRun(first, aSentMessage({ created_at: at(20, 10, 5) }))).toBe(false);
  });

  test('a pause repeats it', () => {
    expect(startsRun(first, aSentMessage({ created_at: at(20, 10, 6) }))).toBe(true);
  });

  test('a new day repeats it, however short the pause', () => {
    const late = aSentMessage({ created_at: at(20, 23, 59) });
    expect(startsRun(late, aSentMessage({ created_at: at(21, 0) }))).toBe(true);
  });

  test('the other side and a colleague are labelled', () => {
    const bob = aSentMessage({ ...first, sender_type: 'admin', sender_name: 'Bob' });
    const cleo = aSentMessage({ ...first, sender_type: 'admin', sender_name: 'Cleo' });
    expect(startsRun(first, bob)).toBe(true);
    expect(startsRun(bob, cleo)).toBe(true);
  });

  test('a message on its way, which has no name yet, goes on from those of its writer', () => {
    const bob = aSentMessage({ ...first, sender_type: 'admin', sender_name: 'Bob' });
    const pending = aSentMessage({ ...bob, sender_name: '' });
    expect(startsRun(bob, pending)).toBe(false);
  });

  test('a user who bears the name of an admin is not taken for them', () => {
    const user = aSentMessage({ ...first, sender_name: 'Bob' });
    const bob = aSentMessage({ ...first, sender_type: 'admin', sender_name: 'Bob' });
    expect(startsRun(user, bob)).toBe(true);
  });
});
