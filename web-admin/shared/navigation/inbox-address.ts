import { useSearchParams } from '@solidjs/router';
import type { Accessor } from 'solid-js';
import { chatPath, inboxPath } from './paths.ts';

/** The longest search that the server accepts (H6). */
export const SEARCH_MAX_LENGTH = 254;

/** The list on screen as the address names it, so that a reload and a step back keep it. */
export type InboxAddress = {
  /** Whether the tab of archived chats is open. */
  readonly isArchived: Accessor<boolean>;
  /** What the list is searched for; empty for nothing. */
  readonly search: Accessor<string>;
  /** The path of this list, without a chat. */
  toInbox(): string;
  /** The path of a chat beside this list. */
  toChat(chatId: string): string;
};

export function useInboxAddress(): InboxAddress {
  const [query] = useSearchParams<{ tab?: string; q?: string | string[] }>();
  const isArchived = () => query.tab === 'archived';
  const search = () => [query.q ?? ''].flat().join(' ').trim().slice(0, SEARCH_MAX_LENGTH);
  return {
    isArchived,
    search,
    toInbox: () => inboxPath(isArchived(), search()),
    toChat: (chatId) => chatPath(chatId, isArchived(), search()),
  };
}
