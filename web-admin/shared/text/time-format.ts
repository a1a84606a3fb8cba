import { dayLabel, readerVariant } from '../../../web-shared/date-labels.ts';

/**
 * Every date and time on screen is written one way: as the reader's English writes it, and where they
 * read none, as Britain does.
 */
export function localeOf(languages: readonly string[]): string {
  return readerVariant('en', languages) ?? 'en-GB';
}

// Where there is no reader, as in tests on whatever machine, it is always the same.
const LOCALE = localeOf(typeof document === 'undefined' ? [] : navigator.languages);

// Made once: making one takes longer than drawing what shows it.
const TIME = new Intl.DateTimeFormat(LOCALE, { timeStyle: 'short' });
const DAY_AND_TIME = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'long', timeStyle: 'short' });
const DAY = { day: 'numeric', month: 'short' } as const;
const SHORT_DAY = new Intl.DateTimeFormat(LOCALE, DAY);
const SHORT_DAY_AND_YEAR = new Intl.DateTimeFormat(LOCALE, { ...DAY, year: 'numeric' });
const LONG = { weekday: 'long', day: 'numeric', month: 'long' } as const;
const LONG_DAY = new Intl.DateTimeFormat(LOCALE, LONG);
const LONG_DAY_AND_YEAR = new Intl.DateTimeFormat(LOCALE, { ...LONG, year: 'numeric' });

/** "14:03" */
export const timeOfDay = (iso: string): string => TIME.format(new Date(iso));

/** "22 November 2026 at 14:03" */
export const dayAndTime = (iso: string): string => DAY_AND_TIME.format(new Date(iso));

/** "22 Nov", with the year when it is another one. */
export function shortDay(day: Date, now: Date): string {
  return (isSameYear(day, now) ? SHORT_DAY : SHORT_DAY_AND_YEAR).format(day);
}

/** "Today", "Yesterday", or "Friday, 20 November", with the year when it is another one. */
export const messageDay = (iso: string, nowMs: number): string =>
  dayLabel(iso, new Date(nowMs), WORDS, (day, isOtherYear) =>
    (isOtherYear ? LONG_DAY_AND_YEAR : LONG_DAY).format(day),
  );

const WORDS = { today: 'Today', yesterday: 'Yesterday' };

const isSameYear = (one: Date, other: Date) => one.getFullYear() === other.getFullYear();
