import { expect, test } from 'vitest';
import { readChatHash } from '../../../web-widget/loader/chat-hash.ts';
import { aToken } from '../support/fakes.ts';

test.each(['', '#', '#contact', '#support-chatter', '#x=#support-chat', '#support-chat?x'])(
  'the hash "%s" is none of ours',
  (hash) => {
    expect(readChatHash(hash)).toBeUndefined();
  },
);

test.each(['#support-chat', '#support-chat=open', '#support-chat=', '#support-chat=a.b'])(
  '[E4] the hash "%s" opens the chat',
  (hash) => {
    expect(readChatHash(hash)).toEqual({});
  },
);

test('[E4] the hash of a link to a visitor carries the token', () => {
  const token = aToken({ sub: 'visitor:1' });
  expect(readChatHash(`#support-chat=${token}`)).toEqual({ token });
});
