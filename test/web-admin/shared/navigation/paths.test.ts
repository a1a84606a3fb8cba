import { expect, test } from 'vitest';
import { chatPath, inboxPath } from '../../../../web-admin/shared/navigation/paths.ts';

test('an address holds the chat, the tab and the search', () => {
  expect(inboxPath(false)).toBe('/admin/');
  expect(inboxPath(true, 'ann')).toBe('/admin/?tab=archived&q=ann');
  expect(chatPath('7', false)).toBe('/admin/chats/7');
  expect(chatPath('7', true)).toBe('/admin/chats/7?tab=archived');
});

test('a search is text, whatever it holds', () => {
  expect(chatPath('7', false, 'a&tab=archived#x')).toBe('/admin/chats/7?q=a%26tab%3Darchived%23x');
});
