import { expect, test } from 'vitest';
import {
  dayAndTime,
  localeOf,
  messageDay,
  shortDay,
  timeOfDay,
} from '../../../../web-admin/shared/text/time-format.ts';

const early = new Date(2026, 10, 22, 3, 5);

test('one time is written one way wherever it stands', () => {
  expect(timeOfDay(early.toISOString())).toBe('03:05');
  expect(dayAndTime(early.toISOString())).toBe('22 November 2026 at 03:05');
  expect(shortDay(early, new Date(2027, 0, 1))).toBe('22 Nov 2026');
});

test('[A3] older days are named by weekday and date, and by year when it is another one', () => {
  const now = new Date(2026, 2, 1, 0, 30).getTime();
  const day = (...date: [number, number, number]) =>
    messageDay(new Date(...date).toISOString(), now);
  expect(day(2026, 1, 28)).toBe('Yesterday');
  expect(day(2026, 1, 27)).toMatch(/^Friday,? 27 February$/);
  expect(day(2025, 11, 31)).toMatch(/^Wednesday,? 31 December 2025$/);
});

test.each([
  [['en-US', 'de'], 'en-US'],
  [['de-AT', 'en'], 'en'],
  [['de', 'fr'], 'en-GB'],
  [['enm'], 'en-GB'],
  [[], 'en-GB'],
])('who reads %j gets the dates of %s', (languages, locale) => {
  expect(localeOf(languages)).toBe(locale);
});
