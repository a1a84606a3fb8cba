/** The dashboard's first page, and the one address that issuers of sign-ins send people back to. */
export const ADMIN_PATH = '/admin/';

/** The list of active or archived chats, or the result of a search in it. */
export function inboxPath(isArchived: boolean, search = ''): string {
  return ADMIN_PATH + listQuery(isArchived, search);
}

/** One chat, beside a list. */
export function chatPath(chatId: string, isArchived: boolean, search = ''): string {
  return `${ADMIN_PATH}chats/${chatId}${listQuery(isArchived, search)}`;
}

function listQuery(isArchived: boolean, search: string): string {
  const parts = [isArchived ? 'tab=archived' : '', search && `q=${encodeURIComponent(search)}`];
  const query = parts.filter((part) => part !== '').join('&');
  return query && `?${query}`;
}
