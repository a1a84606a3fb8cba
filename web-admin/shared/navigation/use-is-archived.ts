import { useSearchParams } from '@solidjs/router';
import type { Accessor } from 'solid-js';

/** Whether the tab of archived chats is open. It is part of the address, so a reload keeps it. */
export function useIsArchived(): Accessor<boolean> {
  const [query] = useSearchParams<{ tab?: string }>();
  return () => query.tab === 'archived';
}
