import { randomUUID } from 'node:crypto';
import type { Message } from '../../protocol/index.ts';

/** A message as the wire shows it. */
export const aMessage = (message: Partial<Message> = {}): Message => ({
  id: '0d9c5f4e-3a4e-4d25-9b7f-111111111111',
  chat_id: '0d9c5f4e-3a4e-4d25-9b7f-222222222222',
  seq: 1,
  content: 'hello',
  sender_type: 'user',
  sender_name: 'Alice',
  client_id: 'c-1',
  read_at: null,
  created_at: '2026-01-01T00:00:00.000Z',
  ...message,
});

/** A draft of a message under a fresh id and a fresh `client_id`. */
export const aDraft = (draft: { chat_id: string; content?: string; client_id?: string }) => ({
  id: randomUUID(),
  content: 'hello',
  client_id: randomUUID(),
  ...draft,
});

export const aUser = (id = 'alice') => ({
  kind: 'user' as const,
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
