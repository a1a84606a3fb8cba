import { beforeEach, expect, test } from 'vitest';
import type { ListItem } from '../../../../protocol/index.ts';
import { createNotifiedMessages } from '../../../../web-admin/features/notifications/notified-messages.ts';
import {
  type NotifyNewMessagesOptions,
  notifyNewMessages,
} from '../../../../web-admin/features/notifications/notify-new-messages.ts';
import { createNotifyOnce } from '../../../../web-admin/features/notifications/notify-once.ts';
import type { KeyValueStore } from '../../../../web-client/types.ts';
import { aListItem } from '../../../support/builders.ts';
import { aStore } from '../../../support/storage.ts';

let store: KeyValueStore;
let chats: Map<string, ListItem>;
let told: string[];
let locks: Map<string, Promise<void>>;
beforeEach(() => {
  store = aStore();
  chats = new Map();
  told = [];
  locks = new Map();
});

test('[A5] however many tabs learn of a message, it sounds once and shows once', async () => {
  const news = [says('a', 1)];
  await Promise.all(
    [aTab('one'), aTab('two', { isHidden: true }), aTab('three')].map((tab) => tab(news)),
  );
  expect(told).toEqual(['sound: a', 'notification: a']);
});

test('[A5] a tab that learns of it long after is quiet', async () => {
  const news = [says('a', 1)];
  await aTab('one')(news);
  told = [];
  await aTab('woken up')(news);
  expect(told).toEqual([]);
});

test('[A5] what is read meanwhile, here or by a colleague, is not told', async () => {
  const turn = aPause();
  const telling = aTab('one', { wait: turn.wait })([says('a', 1)]);
  chats.set('a', { ...says('a', 1), unread: false });
  turn.end();
  await telling;
  expect(told).toEqual([]);
});

test('[A5] a chat that was archived or erased meanwhile is not told', async () => {
  const turn = aPause();
  const telling = aTab('one', { wait: turn.wait })([says('a', 1)]);
  chats.clear();
  turn.end();
  await telling;
  expect(told).toEqual([]);
});

test('[A5] a burst in one chat is told once, with its last message', async () => {
  const turn = aPause();
  const tab = aTab('one', { wait: turn.wait });
  const telling = [tab([says('a', 1)]), tab([says('a', 2)]), tab([says('a', 3)])];
  turn.end();
  await Promise.all(telling);
  expect(told).toEqual(['sound: a', 'notification: a']);
  await aTab('other')([says('a', 3)]);
  expect(told).toHaveLength(2);
});

test('[A5] a chat that somebody looks at makes no noise at all, in no tab', async () => {
  const news = [says('a', 1)];
  await aTab('with the chat', { open: 'a' })(news);
  await aTab('beside it', { isHidden: true })(news);
  expect(told).toEqual([]);
});

test('[A5] a hidden tab lets one in sight go first', async () => {
  const pausesMs: number[] = [];
  const wait = async (ms: number) => void pausesMs.push(ms);
  await aTab('in sight', { wait })([says('a', 1)]);
  await aTab('hidden', { wait, isHidden: true })([says('a', 2)]);
  const [inSightMs = 0, hiddenMs = 0] = pausesMs;
  expect(hiddenMs - inSightMs).toBeGreaterThanOrEqual(200);
});

test('[A5] a chat in sight of somebody who works in another window sounds', async () => {
  await aTab('one', { open: 'a', hasFocus: false })([says('a', 1)]);
  expect(told).toEqual(['sound: a']);
});

test('[A5] what was missed in several chats sounds once and shows together', async () => {
  await aTab('one')([says('a', 1), says('b', 2), says('c', 3)]);
  expect(told).toEqual(['sound: a b c', 'notification: a b c']);
});

test('[A5] of what was missed, only what another tab has not told yet is told', async () => {
  const [a, b, c] = [says('a', 1), says('b', 2), says('c', 3)];
  await aTab('one')([a, b]);
  told = [];
  await aTab('other')([a, b, c]);
  expect(told).toEqual(['sound: c', 'notification: c']);
});

test('[A5] a tab that cannot sound leaves it to one that can', async () => {
  const news = [says('a', 1)];
  await aTab('untouched', { isSoundReady: () => false })(news);
  expect(told).toEqual(['notification: a']);
  await aTab('touched', { isHidden: true })(news);
  expect(told).toEqual(['notification: a', 'sound: a']);
});

test('[A5] what is switched off while it waits for its turn stays quiet', async () => {
  let isOn = true;
  let endTurn = () => {};
  locks.set('sound', new Promise((resolve) => (endTurn = resolve)));
  const telling = aTab('one', { isSoundReady: () => isOn })([says('a', 1)]);
  await Promise.resolve();
  isOn = false;
  endTurn();
  await telling;
  expect(told).toEqual(['notification: a']);
});

type Tab = {
  isHidden?: boolean;
  hasFocus?: boolean;
  open?: string;
  isSoundReady?: () => boolean;
  wait?: (ms: number) => Promise<void>;
};

function aTab(_name: string, tab: Tab = {}) {
  const channel = (name: string, isReady: () => boolean) =>
    createNotifyOnce(
      {
        notified: createNotifiedMessages(store, name),
        isReady,
        notify: (news) => void told.push(`${name}: ${news.map(({ id }) => id).join(' ')}`),
      },
      { withTabLock: (work) => inTurn(name, work), wait: async () => {} },
    );
  const options: NotifyNewMessagesOptions = {
    sound: channel('sound', tab.isSoundReady ?? (() => true)),
    notification: channel('notification', () => true),
    find: (id) => chats.get(id),
    isInSight: (id) => id === tab.open,
    hasFocus: () => tab.hasFocus ?? true,
    isHidden: () => tab.isHidden ?? false,
    wait: tab.wait ?? (async () => {}),
  };
  return (news: readonly ListItem[]) => notifyNewMessages(news, options);
}

function inTurn(name: string, work: () => Promise<void>): Promise<void> {
  const turn = (locks.get(name) ?? Promise.resolve()).then(work);
  locks.set(name, turn);
  return turn;
}

/** The chat after the user's words of that second, as the inbox lists it from then on. */
function says(id: string, second: number): ListItem {
  const last_message_at = new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();
  const chat = aListItem({ id, last_message_at });
  chats.set(id, chat);
  return chat;
}

function aPause() {
  let end = () => {};
  const over = new Promise<void>((resolve) => (end = resolve));
  return { wait: () => over, end: () => end() };
}
