import { expect, test } from 'vitest';
import { matchingReplies } from '../../../../web-admin/features/canned-replies/matching-replies.ts';

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
