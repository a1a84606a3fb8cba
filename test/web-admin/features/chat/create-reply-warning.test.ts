import { expect, test } from 'vitest';
import {
  isHeldBack,
  makeReplyWatch,
  type ReplyWarning,
} from '../../../../web-admin/features/chat/create-reply-warning.ts';
import { aPendingMessage, aSentMessage } from './shown-message.ts';

const warning: ReplyWarning = {
  reply: { sender_name: 'Cleo', content: 'Hello' },
  sinceMs: 10_000,
  isHeld: false,
};

test('[A4] without a warning everything is sent at once', () => {
  expect(isHeldBack(undefined, 'key', 10_000)).toBe(false);
  expect(isHeldBack(undefined, 'button', 10_000)).toBe(false);
});

test('[A4] the first Enter after a colleague’s answer is held, the second one sends', () => {
  expect(isHeldBack(warning, 'key', 60_000)).toBe(true);
  expect(isHeldBack({ ...warning, isHeld: true }, 'key', 60_000)).toBe(false);
});

test('[A4] the button sends, unless it had hardly changed when it was pressed', () => {
  expect(isHeldBack(warning, 'button', 10_100)).toBe(true);
  expect(isHeldBack(warning, 'button', 12_000)).toBe(false);
});

const first = aSentMessage({ seq: 1 });
const answer = aSentMessage({ seq: 2, sender_type: 'admin', sender_name: 'Cleo' });

test('[A4] a reply that another admin sent meanwhile is told once', () => {
  const watch = makeReplyWatch();
  expect(watch([first])).toBeUndefined();
  expect(watch([first, answer])).toBe(answer);
  expect(watch([first, answer])).toBeUndefined();
});

test('[A4] replies that were there when the chat opened are not news', () => {
  expect(makeReplyWatch()([first, answer])).toBeUndefined();
});

test('[A4] nor are they when the chat could be loaded only at the second try', () => {
  const watch = makeReplyWatch();
  expect(watch([])).toBeUndefined();
  expect(watch([first, answer])).toBeUndefined();
});

test('[A4] of a page that was missed without a connection the newest reply is told', () => {
  const watch = makeReplyWatch();
  watch([first]);
  const later = aSentMessage({ seq: 4, sender_type: 'admin' });
  expect(watch([first, answer, aSentMessage({ seq: 3 }), later, aSentMessage({ seq: 5 })])).toBe(
    later,
  );
});

test('[A4] a reply written here is not taken for one of another admin', () => {
  const watch = makeReplyWatch();
  watch([first]);
  watch([first, aPendingMessage('mine')]);
  const stored = aSentMessage({ seq: 2, key: 'mine', sender_type: 'admin' });
  expect(watch([first, stored])).toBeUndefined();
});

test('[A4] a message of the user, or an older page, is no reply', () => {
  const watch = makeReplyWatch();
  watch([answer]);
  const older = aSentMessage({ seq: 1, sender_type: 'admin' });
  expect(watch([older, answer, aSentMessage({ seq: 3 })])).toBeUndefined();
});

test('[A4] a chat that starts again after an erasure has no new messages in it', () => {
  const watch = makeReplyWatch();
  watch([first, answer]);
  watch([]);
  const again = aSentMessage({ seq: 1, sender_type: 'admin' });
  expect(watch([again])).toBeUndefined();
  expect(watch([again, answer])).toBe(answer);
});

test('[A4] a joined reply is none that was sent meanwhile', () => {
  const watch = makeReplyWatch();
  watch([first]);
  expect(watch([first, { ...answer, joined: true }])).toBeUndefined();
});
