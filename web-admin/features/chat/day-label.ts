import { longDay } from '../../shared/text/time-format.ts';

/** The day of a message: "Today", "Yesterday", else "Friday, 20 November", with the year when it is another one. */
export function dayLabel(iso: string, nowMs: number): string {
  const day = new Date(iso);
  const now = new Date(nowMs);
  if (isSameDay(day, now)) return 'Today';
  if (isSameDay(day, new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1))) {
    return 'Yesterday';
  }
  return longDay(day, now);
}

/** Whether two times lie on one day where the reader is. */
function isSameDay(one: Date, other: Date): boolean {
  return one.toDateString() === other.toDateString();
}
