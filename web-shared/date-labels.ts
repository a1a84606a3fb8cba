const DAY_MS = 24 * 60 * 60 * 1_000;

/**
 * The reader's own variant of a language: en-GB writes 14:05 where en-US writes 2:05 PM. Undefined for
 * readers who have not listed the language.
 */
export const readerVariant = (
  language: string,
  languages: readonly string[] | undefined = globalThis.navigator?.languages,
): string | undefined => languages?.find((own) => own.split('-')[0] === language);

/**
 * The label of a calendar day: "today", "yesterday", or the date as `format` writes it.
 */
export function dayLabel(
  iso: string,
  now: Date,
  words: { readonly today: string; readonly yesterday: string },
  format: (day: Date, isOtherYear: boolean) => string,
): string {
  const day = new Date(iso);
  // Rounded: a day on which the clocks change is an hour longer or shorter.
  const daysAgo = Math.round((midnight(now) - midnight(day)) / DAY_MS);
  if (daysAgo === 0) return words.today;
  if (daysAgo === 1) return words.yesterday;
  return format(day, day.getFullYear() !== now.getFullYear());
}

function midnight(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}
