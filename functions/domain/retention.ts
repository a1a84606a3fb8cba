const DAY_SECONDS = 86_400;

/**
 * When an item that was written `at` expires, in epoch seconds: at the end of the day (UTC) that is
 * `retentionDays` later. Undefined for 0 days, which means forever. All items of one day expire
 * together, so a chat's search entries are rewritten once a day and not with every message.
 */
export function endOf(at: string, retentionDays: number): number | undefined {
  if (retentionDays === 0) return undefined;
  const day = Math.floor(Date.parse(at) / 1_000 / DAY_SECONDS);
  return (day + retentionDays + 1) * DAY_SECONDS;
}

/** Whether the item has expired. TTL deletes late, so readers have to check. */
export const hasExpired = (item: { expires_at?: number | undefined }, now: Date): boolean =>
  item.expires_at !== undefined && item.expires_at * 1_000 <= now.getTime();
