import { shortDay } from '../../shared/text/time-format.ts';

/** How long ago a time was, in English; older than a week, its date. A time to come counts as now. */
export function relativeTime(iso: string, nowMs: number): string {
  const then = new Date(iso);
  const passedSeconds = (nowMs - then.getTime()) / 1_000;
  if (passedSeconds < MINUTE_SECONDS) return 'just now';
  if (passedSeconds >= WEEK_SECONDS) return shortDay(then, new Date(nowMs));
  const [unit, unitSeconds] = unitFor(passedSeconds);
  return AGO.format(-Math.floor(passedSeconds / unitSeconds), unit);
}

const MINUTE_SECONDS = 60;
const HOUR_SECONDS = 60 * MINUTE_SECONDS;
const DAY_SECONDS = 24 * HOUR_SECONDS;
const WEEK_SECONDS = 7 * DAY_SECONDS;

// Made once: making one takes longer than drawing the row that shows it.
const AGO = new Intl.RelativeTimeFormat('en', { numeric: 'always' });

function unitFor(passedSeconds: number): [Intl.RelativeTimeFormatUnit, number] {
  if (passedSeconds < HOUR_SECONDS) return ['minute', MINUTE_SECONDS];
  if (passedSeconds < DAY_SECONDS) return ['hour', HOUR_SECONDS];
  return ['day', DAY_SECONDS];
}
