import { expect, test } from 'vitest';
import type { ShownMessage } from '../../../../web-client/types.ts';
import { lastSeenKey } from '../../../../web-widget/panel/live/last-seen.ts';

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

test('[U3] "Seen" stands under the last own message that was read', () => {
  const messages = [own(1), own(2), other(3), own(4), pending];
  expect(lastSeenKey({ messages, seen_up_to: 3 })).toBe('own-2');
  expect(lastSeenKey({ messages, seen_up_to: 4 })).toBe('own-4');
  expect(lastSeenKey({ messages, seen_up_to: 0 })).toBeUndefined();
});
