import { expect, test } from 'vitest';
import { notificationText } from '../../../../web-admin/features/notifications/shown-notifications.ts';
import { aListItem } from '../../../support/builders.ts';

const from = (user_email: string) =>
  aListItem({ id: user_email, user_email, last_message_preview: `hello from\n${user_email}` });

test('[A5] one chat is told by who wrote and what', () => {
  const text = notificationText([from('ann@example.com')]);
  expect(text).toEqual({ title: 'ann@example.com', body: 'hello from ann@example.com' });
});

test('[A5] several at once are told together', () => {
  expect(notificationText([from('ann'), from('bob')])).toEqual({
    title: 'New messages in 2 chats',
    body: 'ann, bob',
  });
  expect(notificationText(['ann', 'bob', 'cyn', 'dan', 'eve'].map(from)).body).toBe(
    'ann, bob, cyn and 2 more',
  );
});
