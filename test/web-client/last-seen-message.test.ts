import { expect, test } from 'vitest';
import { lastSeenMessageKey } from '../../web-client/last-seen-message.ts';
import type { ShownMessage } from '../../web-client/types.ts';

const base = { client_id: 'c', content: 'x', sender_name: '', created_at: '', read_at: null };
const own = (seq: number): ShownMessage => ({
  ...base,
  key: `own-${seq}`,
  sender_type: 'user',
  state: 'sent',
  seq,
});
const other = (seq: number): ShownMessage => ({ ...own(seq), key: 'other', sender_type: 'admin' });
const pending: ShownMessage = { ...base, key: 'pending', sender_type: 'user', state: 'pending' };

test('[U3, A3] "Seen" stands under the last message of a side that the other has read', () => {
  const messages = [own(1), own(2), other(3), own(4), pending];
  expect(lastSeenMessageKey({ messages, seen_up_to: 3 }, 'user')).toBe('own-2');
  expect(lastSeenMessageKey({ messages, seen_up_to: 4 }, 'user')).toBe('own-4');
  expect(lastSeenMessageKey({ messages, seen_up_to: 0 }, 'user')).toBeUndefined();
  expect(lastSeenMessageKey({ messages, seen_up_to: 3 }, 'admin')).toBe('other');
  expect(lastSeenMessageKey({ messages, seen_up_to: 2 }, 'admin')).toBeUndefined();
});
