import { beforeEach, expect, test } from 'vitest';
import { createOncePlayer } from '../../../../../web-widget/panel/live/notifications/play-once-across-tabs.ts';
import { openStorage } from '../../../../../web-widget/panel/storage.ts';
import { aMessage } from '../../../../support/builders.ts';
import { blockStorage, useStorageArea } from '../../../../support/storage.ts';

let heard: string[];
let lock: Promise<void>;
beforeEach(() => {
  useStorageArea();
  heard = [];
  lock = Promise.resolve();
});

test('[U6] two tabs that learn of a message at once sound once', async () => {
  const [one, other] = [aTab('one'), aTab('other')];
  await Promise.all([one.announce(aMessage({ seq: 1 })), other.announce(aMessage({ seq: 1 }))]);
  expect(heard).toEqual(['one']);
});

test('[U6] a tab that learns of it long after another one has sounded is silent', async () => {
  await aTab('one').announce(aMessage({ seq: 1 }));
  await aTab('other').announce(aMessage({ seq: 1 }));
  expect(heard).toEqual(['one']);
});

test('[U6] a tab that cannot be heard leaves the sound to one that can', async () => {
  const mute = aTab('untouched', { isReady: async () => false });
  await mute.announce(aMessage({ seq: 1 }));
  await aTab('other', { isHidden: () => true }).announce(aMessage({ seq: 1 }));
  expect(heard).toEqual(['other']);
});

test('[U6] a tab in sight goes before a hidden one that learnt of it first', async () => {
  let endPause = () => {};
  const wait = () => new Promise<void>((resolve) => (endPause = resolve));
  const hidden = aTab('hidden', { isHidden: () => true, wait });
  const waiting = hidden.announce(aMessage({ seq: 1 }));
  await aTab('in sight').announce(aMessage({ seq: 1 }));
  endPause();
  await waiting;
  expect(heard).toEqual(['in sight']);
});

test('[U6] every later message sounds, a burst that comes together once', async () => {
  const tab = aTab('one');
  await tab.announce(aMessage({ seq: 1 }));
  await Promise.all([2, 3, 4].map((seq) => tab.announce(aMessage({ seq: seq }))));
  await tab.announce(aMessage({ seq: 5 }));
  expect(heard).toEqual(['one', 'one', 'one']);
});

test('[U6] what was read elsewhere is silent', async () => {
  await aTab('one').announce({ ...aMessage({ seq: 1 }), read_at: '2026-01-01T00:00:09.000Z' });
  const readUpTo = () => aMessage({ seq: 2 }).created_at;
  await aTab('hidden', { isHidden: () => true, readUpTo }).announce(aMessage({ seq: 2 }));
  expect(heard).toEqual([]);
});

test('[U6] muted is muted, also while it waits for its turn', async () => {
  let isMuted = true;
  const tab = aTab('one', { isMuted: () => isMuted });
  await tab.announce(aMessage({ seq: 1 }));
  isMuted = false;
  let endTurn = () => {};
  lock = new Promise((resolve) => (endTurn = resolve));
  const waiting = tab.announce(aMessage({ seq: 2 }));
  await Promise.resolve();
  isMuted = true;
  endTurn();
  await waiting;
  expect(heard).toEqual([]);
});

test('a chat that was erased and counts from 1 again is heard', async () => {
  const tab = aTab('one');
  await tab.announce(aMessage({ seq: 40 }));
  await tab.announce({ ...aMessage({ seq: 41 }), seq: 1 });
  expect(heard).toEqual(['one', 'one']);
});

test('a page that is left meanwhile stays silent', async () => {
  let endPause = () => {};
  const wait = () => new Promise<void>((resolve) => (endPause = resolve));
  const tab = aTab('left', { isHidden: () => true, wait });
  const waiting = tab.announce(aMessage({ seq: 1 }));
  tab.cancel();
  endPause();
  await waiting;
  expect(heard).toEqual([]);
});

test('where storage is blocked, each tab sounds once', async () => {
  blockStorage();
  const tab = aTab('one', { storage: openStorage('https://chat.example.com') });
  await tab.announce(aMessage({ seq: 1 }));
  await tab.announce(aMessage({ seq: 1 }));
  expect(heard).toEqual(['one']);
});

type Parts = Parameters<typeof createOncePlayer>[0];

function aTab(name: string, parts: Partial<Parts> & Partial<Parts['sound']> = {}) {
  return createOncePlayer({
    storage: openStorage('https://chat.example.com'),
    sound: {
      isReady: parts.isReady ?? (async () => true),
      play: async () => void heard.push(name),
    },
    withTabLock(work) {
      lock = lock.then(work);
      return lock;
    },
    isMuted: () => false,
    isHidden: () => false,
    readUpTo: () => '',
    wait: async () => {},
    ...parts,
  });
}
