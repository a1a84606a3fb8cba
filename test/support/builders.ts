import { randomUUID } from 'node:crypto';
import type { ListItem, Message } from '../../protocol/index.ts';

/** The chat of every message that a test does not put into another one. */
export const CHAT_ID = '6f2d8f9e-52d8-5d0a-9d3c-0a8f4f0a0001';

/** A message as the wire shows it: an admin's, one a second from `seq` 1 on. */
export function aMessage(part: Partial<Message> = {}): Message {
  const seq = part.seq ?? 1;
  return {
    id: `00000000-0000-4000-8000-${String(seq).padStart(12, '0')}`,
    chat_id: CHAT_ID,
    seq,
    content: `text ${seq}`,
    sender_type: 'admin',
    sender_name: 'Ada',
    client_id: `client-${seq}`,
    read_at: null,
    created_at: new Date(Date.UTC(2026, 0, 1, 0, 0, seq - 1)).toISOString(),
    ...part,
  };
}

/** The messages `from`…`to` of one chat, both included. */
export const someMessages = (from: number, to: number, part: Partial<Message> = {}): Message[] =>
  Array.from({ length: to - from + 1 }, (_, index) => aMessage({ seq: from + index, ...part }));

/** A chat as the inbox lists it: a user has written once, and nobody has read it. */
export const aListItem = (part: Partial<ListItem> = {}): ListItem => ({
  id: 'chat-1',
  user_id: 'user-1',
  user_email: 'someone@example.com',
  user_name: null,
  user_verified: true,
  last_message_at: '2026-01-01T00:00:00.000Z',
  last_message_preview: 'hello',
  last_message_sender: 'user',
  last_message_name: null,
  last_message_admin_id: null,
  message_count: 1,
  unread: true,
  archived: false,
  email_skipped: null,
  joined: false,
  ...part,
});

/** A token with these claims. Clients read its middle part and check no signature. */
export function aToken(
  claims: { sub: string; iat?: number; exp?: number },
  signature = 'signature',
): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'HS256' })}.${part(claims)}.${signature}`;
}

/** An outgoing message with a new id and a new `client_id`. */
export const anOutgoingMessage = (outgoing: {
  chat_id: string;
  content?: string;
  client_id?: string;
}) => ({
  id: randomUUID(),
  content: 'hello',
  client_id: randomUUID(),
  ...outgoing,
});

export const aUser = (id = 'alice') => ({
  kind: 'signed_in' as const,
  id,
  email: `${id}@example.com`,
  name: id,
});

export const anAdmin = (id = 'ada') => ({
  kind: 'admin' as const,
  id,
  email: `${id}@shop.example`,
  name: 'Ada',
});
