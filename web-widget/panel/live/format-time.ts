const DAY_MS = 24 * 60 * 60 * 1_000;

/** The hour and minute, in the reader's own zone. */
export function formatTime(iso: string, locale: string): string {
  return new Intl.DateTimeFormat(timeLocale(locale), { hour: 'numeric', minute: '2-digit' }).format(
    new Date(iso),
  );
}

/** "Today", "Yesterday", or the date; the year only where it is another one. */
export function formatDay(
  iso: string,
  now: Date,
  words: { readonly locale: string; readonly today: string; readonly yesterday: string },
): string {
  const day = new Date(iso);
  const daysAgo = Math.round((midnight(now) - midnight(day)) / DAY_MS);
  if (daysAgo === 0) return words.today;
  if (daysAgo === 1) return words.yesterday;
  const year = day.getFullYear() === now.getFullYear() ? undefined : 'numeric';
  return new Intl.DateTimeFormat(timeLocale(words.locale), {
    weekday: year ? undefined : 'long',
    day: 'numeric',
    month: 'long',
    year,
  }).format(day);
}

function midnight(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

/** The reader's own variant of the language: en-GB writes 14:05 where en-US writes 2:05 PM. */
function timeLocale(locale: string): string {
  return globalThis.navigator?.languages?.find((own) => own.split('-')[0] === locale) ?? locale;
}
