/**
 * Reads a link that opens the chat, as emails carry it: `#support-chat`, `#support-chat=open`, or
 * `#support-chat=<token>` for a visitor, who is known by that token alone.
 */
export function readChatHash(hash: string): { token?: string } | undefined {
  const match = /^#support-chat(?:=(.*))?$/.exec(hash);
  if (!match) return undefined;
  const [, value = ''] = match;
  return /^[\w-]+(\.[\w-]+){2}$/.test(value) ? { token: value } : {};
}
