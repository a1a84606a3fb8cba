import type { ShownMessage } from '../../../../web-client/types.ts';

type Sent = Extract<ShownMessage, { state: 'sent' }>;

/** A message as the server stored it. */
export function aSentMessage(part: Partial<Sent> = {}): Sent {
  const seq = part.seq ?? 1;
  return {
    key: `key-${seq}`,
    client_id: `client-${seq}`,
    content: 'Hello',
    sender_type: 'user',
    sender_name: 'Ann',
    created_at: '2026-11-22T10:00:00.000Z',
    read_at: null,
    ...part,
    state: 'sent',
    seq,
  };
}

/** A message on its way, under the key that it keeps once it is stored. */
export function aPendingMessage(key: string): ShownMessage {
  return {
    key,
    client_id: key,
    content: 'Hello',
    sender_type: 'admin',
    sender_name: 'Bob',
    created_at: '2026-11-22T10:00:00.000Z',
    state: 'pending',
  };
}
