import { expect, test } from 'vitest';
import { createHistory } from '../../web-client/history.ts';
import { CHAT_ID, someMessages } from '../support/builders.ts';

const unexpected = () => Promise.reject(new Error('not asked for here'));

/** A history that has loaded a first page of these unread messages, with this count of all unread. */
async function aHistory(page: { from: number; to: number; unread_count: number }) {
  const history = createHistory({
    api: {
      loadChat: async () => ({
        id: CHAT_ID,
        messages: someMessages(page.from, page.to),
        has_more: page.from > 1,
        unread_count: page.unread_count,
        user: { id: 'user-1', email: null, name: null },
        admins_online: true,
      }),
      listMessages: unexpected,
      sendMessage: unexpected,
      markRead: unexpected,
    },
    role: 'user',
    begins: () => () => {},
    arrived: () => {},
    changed: () => {},
  });
  await history.fetch();
  return history;
}

test('a count that is ahead of a whole chat’s messages counts none of them twice', async () => {
  const history = await aHistory({ from: 1, to: 2, unread_count: 3 });
  expect(history.countUnread(0)).toBe(2);
  history.add(someMessages(3, 3));
  expect(history.countUnread(0)).toBe(3);
});

test('what is unread before the first page counts', async () => {
  const history = await aHistory({ from: 11, to: 60, unread_count: 55 });
  expect(history.countUnread(0)).toBe(55);
});
