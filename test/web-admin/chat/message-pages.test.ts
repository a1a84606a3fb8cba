import { expect, test } from 'vitest';
import { makeMessagePages } from '../../../web-admin/chat/message-pages.ts';
import { aPendingMessage, aSentMessage } from './shown-message.ts';

const from = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => aSentMessage({ seq: first + index }));

const keysOf = (pages: ReturnType<ReturnType<typeof makeMessagePages>>) =>
  pages.flatMap(({ rows }) => rows.map(({ key }) => key));

test('[A3] all messages are on the pages, in order, each once', () => {
  const messages = [...from(30, 230), aPendingMessage('a'), aPendingMessage('b')];
  expect(keysOf(makeMessagePages()(messages))).toEqual(messages.map(({ key }) => key));
});

test('[A3] in a chat of 10,000 messages a new one touches one page, and older ones two', () => {
  const pages = makeMessagePages();
  const messages = from(101, 10_100);
  const before = pages(messages);
  const newest = aSentMessage({ seq: 10_101 });
  const appended = pages([...messages, newest]);
  expect(appended.filter((page) => !before.includes(page))).toHaveLength(1);
  const prepended = pages([...from(51, 100), ...messages, newest]);
  expect(prepended.filter((page) => !appended.includes(page))).toHaveLength(2);
});

test('[A4] a message keeps its place when it is stored', () => {
  const pages = makeMessagePages();
  const before = pages([...from(1, 60), aPendingMessage('mine')]).map(({ number }) => number);
  const stored = aSentMessage({ seq: 61, key: 'mine', sender_type: 'admin' });
  const after = pages([...from(1, 60), stored]);
  expect(after.map(({ number }) => number)).toEqual(before);
  expect(after.at(-1)?.rows.at(-1)).toMatchObject({ key: 'mine', message: { seq: 61 } });
});

test('[A3] a page begins with a day only where the message before it was of another one', () => {
  const pages = makeMessagePages();
  const alone = pages(from(50, 60));
  expect(alone[0]?.rows[0]).toMatchObject({ startsDay: true, startsGroup: true });
  const joined = pages(from(40, 60));
  expect(joined[1]?.rows[0]).toMatchObject({ startsDay: false, startsGroup: false });
});

test('rows are copies: what a screen writes into them does not reach the client', () => {
  const [message] = from(1, 1);
  const [page] = makeMessagePages()(message ? [message] : []);
  expect(page?.rows[0]?.message).toEqual(message);
  expect(page?.rows[0]?.message).not.toBe(message);
});
