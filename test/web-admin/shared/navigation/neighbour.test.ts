import { expect, test } from 'vitest';
import { neighbourOf, successorOf } from '../../../../web-admin/shared/navigation/neighbour.ts';
import { aListItem } from '../../../support/builders.ts';

const chats = [...'abc'].map((id) => aListItem({ id }));

test('[A6] j and k go along the list and stop at its ends', () => {
  expect(neighbourOf(chats, 'a', 1)?.id).toBe('b');
  expect(neighbourOf(chats, 'b', -1)?.id).toBe('a');
  expect(neighbourOf(chats, 'c', 1)).toBeUndefined();
  expect(neighbourOf(chats, 'a', -1)).toBeUndefined();
});

test('[A6] from nowhere, or from a chat that is not listed, they begin at the top', () => {
  expect(neighbourOf(chats, undefined, 1)?.id).toBe('a');
  expect(neighbourOf(chats, 'x', 1)?.id).toBe('a');
});

test('[A6] after an archived chat comes the one below, after the last one the one above', () => {
  expect(successorOf(chats, 'b')?.id).toBe('c');
  expect(successorOf(chats, 'c')?.id).toBe('b');
  expect(successorOf([], 'c')).toBeUndefined();
  expect(successorOf(chats.slice(0, 1), 'a')).toBeUndefined();
});
