import { randomUUID } from 'node:crypto';
import type { Push } from '../../protocol/index.ts';
import type { Member } from './cast.ts';

/** The push of the next message of a chat. No table has it. */
export function messageFrom(
  sender: 'user' | { readonly admin: string },
  { chat_id, last_seq }: Member,
  content: string,
): Push {
  const message = {
    id: randomUUID(),
    chat_id,
    seq: last_seq + 1,
    content,
    sender_type: sender === 'user' ? 'user' : 'admin',
    sender_name: sender === 'user' ? 'Tala Okafor' : sender.admin,
    client_id: randomUUID(),
    read_at: null,
    created_at: new Date().toISOString(),
  } as const;
  return { type: 'new_message', chat_id, message };
}
