import type { ListItem, Message } from '../../../protocol/index.ts';

export const CHAT_ID = '6f2d8f9e-52d8-5d0a-9d3c-0a8f4f0a0001';

export function aMessage(part: Partial<Message> = {}): Message {
  const seq = part.seq ?? 1;
  return {
    id: `message-${seq}`,
    chat_id: CHAT_ID,
    seq,
    content: `text ${seq}`,
    sender_type: 'admin',
    sender_name: 'Ada',
    client_id: `client-${seq}`,
    read_at: null,
    created_at: '2026-01-01T00:00:00.000Z',
    ...part,
  };
}

export function someMessages(from: number, to: number, part: Partial<Message> = {}): Message[] {
  return Array.from({ length: to - from + 1 }, (_, index) =>
    aMessage({ seq: from + index, ...part }),
  );
}

export function aListItem(part: Partial<ListItem> = {}): ListItem {
  return {
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
  };
}

/** A token that names somebody; only its middle part is ever looked at by a client. */
export function aToken(subject: string, claims: { iat?: number; exp?: number } = {}): string {
  const payload = JSON.stringify({ sub: subject, ...claims });
  return `e30.${Buffer.from(payload).toString('base64url')}.signature`;
}
