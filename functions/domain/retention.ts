const DAY_SECONDS = 86_400;

/**
 * When what was written `at` may be forgotten: with the end of the day (UTC) that lies so many days
 * later, in epoch seconds. Undefined for 0 days, which stand for ever. All of one day end together,
 * so that the entries beside a chat move along with it once a day and not with each message.
 */
export function endOf(at: string, retentionDays: number): number | undefined {
  if (retentionDays === 0) return undefined;
  const day = Math.floor(Date.parse(at) / 1_000 / DAY_SECONDS);
  return (day + retentionDays + 1) * DAY_SECONDS;
}

/** Whether its end has come. TTL deletes late, so whoever reads has to look. */
export const hasExpired = (item: { expires_at?: number | undefined }, now: Date): boolean =>
  item.expires_at !== undefined && item.expires_at * 1_000 <= now.getTime();
