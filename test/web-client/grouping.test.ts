import { describe, expect, test } from 'vitest';
import { startsDay, startsGroup, startsJoined } from '../../web-client/grouping.ts';

type Placed = Parameters<typeof startsGroup>[1];
const sent = (at: string, override: Partial<Placed> = {}): Placed => ({
  sender_type: 'admin',
  sender_name: 'Nora',
  // Without a zone: as the clock of the reader shows it.
  created_at: new Date(`2026-11-${at}`).toISOString(),
  ...override,
});

describe('groups and days', () => {
  test('[U3] the first message starts a day and a group', () => {
    expect(startsDay(undefined, sent('22T10:00'))).toBe(true);
    expect(startsGroup(undefined, sent('22T10:00'))).toBe(true);
  });

  test('[U3] a day ends at the midnight of the reader', () => {
    expect(startsDay(sent('21T23:59'), sent('22T00:00'))).toBe(true);
    expect(startsDay(sent('22T00:00'), sent('22T23:59'))).toBe(false);
  });

  test('[U3] messages of one sender within five minutes stand together', () => {
    expect(startsGroup(sent('22T10:00'), sent('22T10:05'))).toBe(false);
    expect(startsGroup(sent('22T10:00'), sent('22T10:06'))).toBe(true);
  });

  test('[U3] another sender starts a group', () => {
    const previous = sent('22T10:00');
    expect(startsGroup(previous, sent('22T10:01', { sender_type: 'user' }))).toBe(true);
    expect(startsGroup(previous, sent('22T10:01', { sender_name: 'Piet' }))).toBe(true);
  });

  test('[U3] an own message stays in its group when the server gives it a name', () => {
    const own = (name: string) => sent('22T10:00', { sender_type: 'user', sender_name: name });
    expect(startsGroup(own('Alice'), own(''))).toBe(false);
  });

  test('[A3] an admin’s message on its way goes on from those of its writer', () => {
    expect(startsGroup(sent('22T10:00'), sent('22T10:01', { sender_name: '' }))).toBe(false);
  });

  test('[A3] a user who bears the name of an admin is not taken for them', () => {
    const user = sent('22T10:00', { sender_type: 'user' });
    expect(startsGroup(user, sent('22T10:01'))).toBe(true);
  });

  test('joined messages are told apart: their day is said, and the next one’s again', () => {
    const joined = sent('22T10:01', { joined: true });
    expect(startsJoined(undefined, joined)).toBe(true);
    expect(startsJoined(sent('22T10:00'), joined)).toBe(true);
    expect(startsJoined(joined, joined)).toBe(false);
    expect(startsJoined(joined, sent('22T10:00'))).toBe(false);
    for (const [before, after] of [
      [sent('22T10:00'), joined],
      [joined, sent('22T10:02')],
    ] as const) {
      expect(startsDay(before, after)).toBe(true);
      expect(startsGroup(before, after)).toBe(true);
    }
    expect(startsDay(joined, joined)).toBe(false);
  });

  test('[U3] a new day starts a group, however short the pause', () => {
    expect(startsGroup(sent('21T23:59'), sent('22T00:00'))).toBe(true);
  });
});
