import { expect, test } from 'vitest';
import { createNotifiedMessages } from '../../../../web-admin/features/notifications/notified-messages.ts';
import { aListItem } from '../../../support/builders.ts';
import { aStore } from '../../../support/storage.ts';

const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();
const aRow = (id: string, second: number) => aListItem({ id, last_message_at: at(second) });

test('[A5] what one tab has taken no other takes, what is newer it does', () => {
  const store = aStore();
  const [one, other] = [
    createNotifiedMessages(store, 'heard'),
    createNotifiedMessages(store, 'heard'),
  ];
  expect(one.take([aRow('a', 5)])).toHaveLength(1);
  expect(other.take([aRow('a', 5), aRow('b', 1)])).toEqual([aRow('b', 1)]);
  expect(other.take([aRow('a', 4)])).toEqual([]);
  expect(other.take([aRow('a', 6)])).toHaveLength(1);
});

test('what is remembered does not grow without end, and forgets the oldest first', () => {
  const store = aStore();
  const claims = createNotifiedMessages(store, 'heard');
  for (let n = 0; n < 500; n += 1) claims.take([aRow(`chat-${n}`, n)]);
  expect(store.get('heard')?.length).toBeLessThan(20_000);
  expect(claims.take([aRow('chat-499', 499)])).toEqual([]);
});

test.each(['no json', '{}', '[["a",1]]'])('stored as %s nothing breaks', (text) => {
  const store = aStore();
  store.set('heard', text);
  expect(createNotifiedMessages(store, 'heard').take([aRow('a', 1)])).toHaveLength(1);
});
