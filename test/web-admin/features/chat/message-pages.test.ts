import { expect, test } from 'vitest';
import { makeMessagePages } from '../../../../web-admin/features/chat/message-pages.ts';
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

test('a joined conversation has a line where it begins and where it ends', () => {
  const joined = { joined: true } as const;
  const messages = [
    aSentMessage({ seq: 1 }),
    aSentMessage({ seq: 2, ...joined }),
    aSentMessage({ seq: 3, ...joined }),
    aSentMessage({ seq: 4 }),
  ];
  const linesOf = (shown: Parameters<ReturnType<typeof makeMessagePages>>[0]) =>
    makeMessagePages()(shown).flatMap(({ rows }) => rows.map(({ joining }) => joining));
  expect(linesOf(messages)).toEqual([undefined, 'begins', undefined, 'ended']);
  // What comes before it may not be loaded yet, and what comes after it may be on its way.
  expect(linesOf(messages.slice(2, 3))).toEqual(['begins']);
  expect(linesOf([...messages.slice(1, 2), aPendingMessage('a')])).toEqual(['begins', 'ended']);
});
