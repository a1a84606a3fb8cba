import { expect, test } from 'vitest';
import {
  matchingReplies,
  slashWordAt,
} from '../../../../web-admin/features/canned-replies/create-reply-picker.ts';

const at = (textWithCaret: string) => {
  const caret = textWithCaret.indexOf('|');
  return slashWordAt(textWithCaret.replace('|', ''), caret);
};

test('[A7] a slash at the start of a word asks for a canned reply', () => {
  expect(at('/|')).toEqual({ start: 0, end: 1, query: '' });
  expect(at('Hi /re|')).toEqual({ start: 3, end: 6, query: 're' });
  expect(at('Hi\n/Re-1| there')).toEqual({ start: 3, end: 8, query: 're-1' });
});

test.each(['Hi|', 'and/or|', 'https://x|', '/re|fund', '/re fund|', '/ä|', '5 /%|'])(
  '[A7] %s does not',
  (text) => {
    expect(at(text)).toBeUndefined();
  },
);

const replies = ['bye', 'late-refund', 'refund'].map((name) => ({
  name,
  content: name,
  updated_at: '2026-11-22T10:00:00.000Z',
}));
const names = (query: string) => matchingReplies(replies, query).map(({ name }) => name);

test('[A7] canned replies are found by a part of their name, its beginning first', () => {
  expect(names('')).toEqual(['bye', 'late-refund', 'refund']);
  expect(names('refund')).toEqual(['refund', 'late-refund']);
  expect(names('x')).toEqual([]);
});
