import { dayLabel, readerVariant } from '../../../web-shared/date-labels.ts';

const timeLocale = (locale: string) => readerVariant(locale) ?? locale;

/** The hour and minute, in the reader's own zone. */
export function formatTime(iso: string, locale: string): string {
  return new Intl.DateTimeFormat(timeLocale(locale), { hour: 'numeric', minute: '2-digit' }).format(
    new Date(iso),
  );
}

/** "Today", "Yesterday", or the date; the year only where it is another one. */
export const formatDay = (
  iso: string,
  now: Date,
  words: { readonly locale: string; readonly today: string; readonly yesterday: string },
): string =>
  dayLabel(iso, now, words, (day, isOtherYear) =>
    new Intl.DateTimeFormat(timeLocale(words.locale), {
      weekday: isOtherYear ? undefined : 'long',
      day: 'numeric',
      month: 'long',
      year: isOtherYear ? 'numeric' : undefined,
    }).format(day),
  );
