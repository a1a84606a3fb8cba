/** The unread chats of a list as far as it is loaded. */
type Known = { readonly unread_count: number; readonly has_more: boolean };

/**
 * What stands beside a tab, and how it is read out; undefined when there is nothing that can be said
 * for sure. "3+" says that there may be more among the chats that are not loaded.
 */
export function unreadText(
  known: Known | undefined,
): { badge: string; spoken: string } | undefined {
  if (known === undefined || known.unread_count === 0) return undefined;
  const shown = Math.min(known.unread_count, MOST_SHOWN);
  const isAtLeast = known.has_more || known.unread_count > MOST_SHOWN;
  return isAtLeast
    ? { badge: `${shown}+`, spoken: `${shown} or more unread` }
    : { badge: `${shown}`, spoken: `${shown} unread` };
}

const MOST_SHOWN = 99;
