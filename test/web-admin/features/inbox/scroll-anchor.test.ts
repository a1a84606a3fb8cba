import { expect, test } from 'vitest';
import { anchoredTop, countNewChats } from '../../../../web-admin/features/inbox/scroll-anchor.ts';
import { aListItem } from '../../../support/builders.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();
const chats = Array.from({ length: 20 }, (_, index) =>
  aListItem({ id: `chat-${index}`, last_message_at: at(100 - index) }),
);
const view = (top: number) => ({ top, height: 500, rowHeight: 100 });
const withNews = (index: number) => {
  const news = { ...chats[index], ...aListItem({ id: `chat-${index}`, last_message_at: at(200) }) };
  return [news, ...chats.filter((_, other) => other !== index)];
};

test('[A2] what is read keeps its place when a chat from below moves to the top', () => {
  expect(anchoredTop(view(730), chats, withNews(15))).toBe(830);
});

test('a chat from above that moves to the top moves nothing below it', () => {
  expect(anchoredTop(view(730), chats, withNews(2))).toBe(730);
});

test('when the first row in sight moves to the top itself, the next one keeps its place', () => {
  expect(anchoredTop(view(730), chats, withNews(7))).toBe(730);
});

test('a row above that leaves takes its height with it', () => {
  expect(anchoredTop(view(730), chats, chats.slice(1))).toBe(630);
});

test('at the top nothing is kept: rows come in', () => {
  expect(anchoredTop(view(20), chats, withNews(15))).toBe(20);
});

test('when nothing in sight is left, the list stays where it is scrolled to', () => {
  expect(anchoredTop(view(730), chats, [])).toBe(730);
});

test('news are the chats in which unread messages came since the reader left the top', () => {
  const answered = aListItem({ last_message_at: at(300), last_message_sender: 'admin' });
  expect(countNewChats([answered, ...withNews(15)], at(100))).toBe(1);
  expect(countNewChats(chats, at(100))).toBe(0);
  const read = aListItem({ last_message_at: at(300), unread: false });
  expect(countNewChats([read, ...withNews(15)], at(100))).toBe(1);
});
