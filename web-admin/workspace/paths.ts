import { ADMIN_PATH } from '../session/return-path.ts';

/** The list of active or of archived chats. */
export function inboxPath(isArchived: boolean): string {
  return ADMIN_PATH + tabQuery(isArchived);
}

/** One chat, with the list that it stands beside. */
export function chatPath(chatId: string, isArchived: boolean): string {
  return `${ADMIN_PATH}chats/${chatId}${tabQuery(isArchived)}`;
}

function tabQuery(isArchived: boolean): string {
  return isArchived ? '?tab=archived' : '';
}
