import { expect, test } from 'vitest';
import type { ListItem } from '../../../../protocol/index.ts';
import { createNewMessageDetector } from '../../../../web-admin/features/notifications/detect-new-messages.ts';
import { aListItem } from '../../../support/builders.ts';

const at = (minute: number, seconds = 0) =>
  new Date(Date.UTC(2026, 0, 1, 9, minute, seconds)).toISOString();
const aRow = (id: string, minute: number, part: Partial<ListItem> = {}) =>
  aListItem({ id, last_message_at: at(minute), ...part });
const anInbox = (
  chats: readonly ListItem[],
  loading: 'loading' | 'loaded' | 'error' = 'loaded',
) => ({ loading, chats });
const idsOf = (news: readonly ListItem[]) => news.map(({ id }) => id);

test('[A5] what was unread when the page was opened is no news', () => {
  const find = createNewMessageDetector();
  expect(find(anInbox([], 'loading'))).toEqual([]);
  expect(find(anInbox([aRow('a', 1), aRow('b', 2)]))).toEqual([]);
  expect(find(anInbox([aRow('a', 1), aRow('b', 2)]))).toEqual([]);
});

test('[A5] a list that could not be loaded at first does not make all of it news later', () => {
  const find = createNewMessageDetector();
  expect(find(anInbox([], 'error'))).toEqual([]);
  expect(find(anInbox([aRow('a', 1)]))).toEqual([]);
});

test('[A5] each later word of a user is news once', () => {
  const find = createNewMessageDetector();
  find(anInbox([aRow('a', 1)]));
  expect(idsOf(find(anInbox([aRow('a', 2)])))).toEqual(['a']);
  expect(find(anInbox([aRow('a', 2)]))).toEqual([]);
  expect(idsOf(find(anInbox([aRow('b', 3), aRow('a', 2)])))).toEqual(['b']);
});

test('[A5] what somebody has read or answered is no news', () => {
  const find = createNewMessageDetector();
  find(anInbox([aRow('a', 1), aRow('b', 1)]));
  const read = aRow('a', 2, { unread: false });
  const answered = aRow('b', 2, { last_message_sender: 'admin' });
  expect(find(anInbox([read, answered]))).toEqual([]);
});

test('[A5] old chats that come into the list are no news', () => {
  const find = createNewMessageDetector();
  find(anInbox([aRow('a', 30)]));
  expect(find(anInbox([aRow('a', 30), aRow('restored', 5)]))).toEqual([]);
});

test('[A5] a message that was overtaken by one of another chat is still news', () => {
  const find = createNewMessageDetector();
  find(anInbox([aRow('a', 30)]));
  const late = aListItem({ id: 'late', last_message_at: at(29, 58) });
  expect(idsOf(find(anInbox([aRow('a', 30), late])))).toEqual(['late']);
});

test('[A5] catching up finds all that was missed, together', () => {
  const find = createNewMessageDetector();
  find(anInbox([aRow('a', 1), aRow('b', 2)]));
  const news = find(anInbox([aRow('c', 9), aRow('b', 8), aRow('a', 1)]));
  expect(idsOf(news)).toEqual(['c', 'b']);
});

test('[A5] a message that was joined into another chat is news there no more', () => {
  const find = createNewMessageDetector();
  find(anInbox([aRow('visitor', 3), aRow('user', 1)]));
  expect(find(anInbox([aRow('user', 3, { joined: true })]))).toEqual([]);
  expect(find(anInbox([aRow('other', 3, { joined: true })]))).toEqual([]);
  expect(idsOf(find(anInbox([aRow('user', 4, { joined: true })])))).toEqual(['user']);
});
