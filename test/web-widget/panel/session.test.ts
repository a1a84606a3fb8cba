import { beforeEach, describe, expect, test, vi } from 'vitest';
import { unsentKey } from '../../../web-client/unsent-key.ts';
import { createUnsentStore } from '../../../web-client/unsent-store.ts';
import type { TokenSource } from '../../../web-widget/api.ts';
import { VISITOR_TOKEN_KEY } from '../../../web-widget/panel/identity.ts';
import type { LiveChat, LiveCode, LiveParts } from '../../../web-widget/panel/live-chat.ts';
import { createSession } from '../../../web-widget/panel/session.ts';
import {
  openStorage,
  SESSION_KEY,
  scopedStorage,
  type WidgetStorage,
} from '../../../web-widget/panel/storage.ts';
import { aToken } from '../../support/builders.ts';
import { useStorageArea } from '../../support/storage.ts';

const alice = aToken({ sub: 'alice' });
const bob = aToken({ sub: 'bob' });
const visitor = aToken({ sub: 'visitor:1' });

let storage: WidgetStorage;
type Opened = { scope: string; sent: string[]; ended: boolean; parts: LiveParts };
let opened: Opened[];
const importLive = vi.fn(async () => liveCode);
const onError = vi.fn();

const liveCode: LiveCode = {
  createLiveChat(parts) {
    const record: Opened = { scope: parts.identity.scope, sent: [], ended: false, parts };
    opened.push(record);
    return aLiveChat(record);
  },
};

const start = (tokenSource?: TokenSource, hasVisitors = true) =>
  createSession({
    origin: 'https://chat.example.com',
    storage,
    tokenSource,
    hasVisitors,
    importLive,
    onArrival: () => {},
    onError,
  });
/** What somebody's chat finds in the storage, to be sent. */
const kept = (scope: string) =>
  createUnsentStore(scopedStorage(storage, scope), unsentKey(scope))
    .list()
    .map(({ content }) => content);
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

beforeEach(() => {
  useStorageArea();
  storage = openStorage('https://chat.example.com');
  opened = [];
  vi.clearAllMocks();
});

describe('a newcomer', () => {
  test('[U8] who opens the panel gets neither a visitor nor a chat', async () => {
    const session = start();
    session.wake(true);
    await settled();
    expect(session.identity()?.scope).toBe('visitor');
    expect(importLive).not.toHaveBeenCalled();
    expect(storage.get(SESSION_KEY)).toBeNull();
  });

  test('goes live with the first message, and the browser remembers it', async () => {
    const session = start();
    session.wake(true);
    await settled();
    session.send('hello');
    expect(storage.get(SESSION_KEY)).toBe('visitor');
    expect(session.waiting()).toMatchObject([{ content: 'hello' }]);
    await settled();
    expect(opened).toMatchObject([{ scope: 'visitor' }]);
    expect(session.waiting()).toEqual([]);
    expect(kept('visitor')).toEqual(['hello']);
    session.send('again');
    expect(opened).toMatchObject([{ sent: ['again'] }]);
  });

  test('[U5] who wrote offline and reloads goes live again, with what they wrote', async () => {
    const before = start();
    before.wake(true);
    await settled();
    importLive.mockRejectedValueOnce(new Error('offline'));
    before.send('hello');
    await settled();
    before.end();

    start().wake(false);
    await settled();
    expect(opened).toMatchObject([{ scope: 'visitor' }]);
    expect(kept('visitor')).toEqual(['hello']);
  });

  test('keeps each message, in order, while the code for sending cannot be fetched', async () => {
    const session = start();
    session.wake(true);
    await settled();
    importLive.mockRejectedValueOnce(new Error('offline'));
    session.send('hello');
    await settled();
    expect(session.problem()).toBe('load_failed');
    session.send('still there?');
    expect(session.waiting().map(({ content }) => content)).toEqual(['hello', 'still there?']);
    await settled();
    expect(session.problem()).toBeUndefined();
    expect(kept('visitor')).toEqual(['hello', 'still there?']);
  });
});

describe('a newcomer who is asked whose conversation it is', () => {
  test('sends nothing before the answer, and loses nothing by a reload', async () => {
    let answer = () => {};
    const session = start();
    session.hold(new Promise<void>((resolve) => (answer = resolve)));
    session.wake(true);
    await settled();
    session.send('hello');
    await settled();
    expect(opened).toEqual([]);
    expect(session.waiting()).toMatchObject([{ content: 'hello' }]);
    expect(kept('visitor')).toEqual(['hello']);
    answer();
    await settled();
    expect(opened).toMatchObject([{ scope: 'visitor' }]);
  });

  test('goes on as that visitor, with what is written', async () => {
    const session = start();
    session.hold(new Promise(() => {}));
    session.wake(true);
    await settled();
    session.send('hello');
    const writer = session.writer();
    storage.set(VISITOR_TOKEN_KEY, visitor);
    session.reopen();
    await settled();
    expect(opened).toMatchObject([{ scope: 'visitor' }]);
    expect(kept('visitor')).toEqual(['hello']);
    expect(session.writer()).toBe(writer);
  });

  test('is told when the question cannot be fetched, and goes on', async () => {
    const session = start();
    session.wake(true);
    session.hold(Promise.reject(new Error('offline')));
    await settled();
    expect(session.problem()).toBe('load_failed');
    session.send('hello');
    await settled();
    expect(opened).toMatchObject([{ scope: 'visitor' }]);
  });
});

test('a visitor who becomes another one leaves the chat of the one before, and nobody else does', async () => {
  storage.set(VISITOR_TOKEN_KEY, visitor);
  const session = start();
  session.wake(true);
  await settled();
  session.reopen();
  await settled();
  expect(opened).toMatchObject([{ ended: true }, { ended: false }]);
});

test('[U16] a logout takes the question away', async () => {
  const session = start();
  session.wake(true);
  await settled();
  session.ask(() => () => undefined);
  expect(session.question()).toBeDefined();
  session.logout();
  expect(session.question()).toBeUndefined();
});

describe('what is written before it is known who writes', () => {
  test('waits for the page’s answer, and is theirs', async () => {
    let answer = (_token: string) => {};
    const session = start(() => new Promise<string>((resolve) => (answer = resolve)));
    session.wake(true);
    session.send('hello');
    session.send('again');
    await settled();
    expect(opened).toEqual([]);
    answer(alice);
    await settled();
    expect(opened).toMatchObject([{ scope: 'user:alice' }]);
    expect(kept('user:alice')).toEqual(['hello', 'again']);
  });

  test('goes to the user who the page names meanwhile, and the text box stays', async () => {
    const session = start(() => new Promise<string>(() => {}));
    session.wake(true);
    session.send('hello');
    const writer = session.writer();
    session.identify(bob);
    await settled();
    expect(kept('user:bob')).toEqual(['hello']);
    expect(session.writer()).toBe(writer);
  });

  test('is asked for again with the next message after the page could not say', async () => {
    const source = vi.fn<() => Promise<string>>().mockRejectedValueOnce(new Error('503'));
    const session = start(source.mockResolvedValue(alice));
    session.wake(true);
    session.send('hello');
    await settled();
    expect(session.problem()).toBe('identity_failed');
    session.send('anybody?');
    await settled();
    expect(kept('user:alice')).toEqual(['hello', 'anybody?']);
  });

  test('is forgotten with a logout', async () => {
    const session = start(() => new Promise<string>(() => {}));
    session.wake(true);
    session.send('hello');
    const writer = session.writer();
    session.logout();
    await settled();
    expect(session.waiting()).toEqual([]);
    expect(session.writer()).not.toBe(writer);
    expect(kept('visitor')).toEqual([]);
  });
});

describe('a user', () => {
  test('[U8] whose browser has no chat is not asked for before the panel opens', async () => {
    const source = vi.fn(async () => alice);
    const session = start(source);
    session.wake(false);
    await settled();
    expect(source).not.toHaveBeenCalled();
    session.wake(true);
    await settled();
    expect(opened).toMatchObject([{ scope: 'user:alice' }]);
  });

  test('[U1] with a chat goes live in the background, so that the badge is true', async () => {
    storage.set(SESSION_KEY, 'user:alice');
    start(alice).wake(false);
    await settled();
    expect(opened).toMatchObject([{ scope: 'user:alice' }]);
  });

  test('[U8] after somebody else chatted in this browser makes no request', async () => {
    storage.set(SESSION_KEY, 'user:bob');
    start(alice).wake(false);
    await settled();
    expect(opened).toEqual([]);
  });

  test('takes the place of the visitor at once', async () => {
    const session = start();
    session.wake(true);
    await settled();
    session.send('hello');
    await settled();
    const writer = session.writer();
    session.identify(alice);
    await settled();
    expect(session.writer()).not.toBe(writer);
    expect(opened).toMatchObject([
      { scope: 'visitor', ended: true },
      { scope: 'user:alice', ended: false, sent: [] },
    ]);
  });

  test('whose page cannot say who it is can try again', async () => {
    const source = vi.fn<() => Promise<string>>().mockRejectedValueOnce(new Error('503'));
    const session = start(source.mockResolvedValue(alice));
    session.wake(true);
    await settled();
    expect(session.problem()).toBe('identity_failed');
    expect(onError).toHaveBeenCalledWith('identity_failed');
    session.wake(true);
    await settled();
    expect(opened).toMatchObject([{ scope: 'user:alice' }]);
  });

  test('who is replaced while the page is still asked never goes live', async () => {
    let answer = (_token: string) => {};
    const session = start(() => new Promise<string>((resolve) => (answer = resolve)));
    session.wake(true);
    session.identify(aToken({ sub: 'bob' }));
    await settled();
    answer(alice);
    await settled();
    expect(opened.map(({ scope }) => scope)).toEqual(['user:bob']);
    expect(session.identity()?.scope).toBe('user:bob');
  });
});

describe('another person', () => {
  test('identified while the first one’s chat is being opened takes its place', async () => {
    const session = start(alice);
    importLive.mockImplementationOnce(async () => {
      await settled();
      session.identify(bob);
      return liveCode;
    });
    session.wake(true);
    await vi.waitFor(() => expect(opened.map(({ scope }) => scope)).toEqual(['user:bob']));
    expect(session.identity()?.scope).toBe('user:bob');
  });

  test('is found again when the page’s function turns out to speak for them', async () => {
    const source = vi.fn<() => Promise<string>>().mockResolvedValueOnce(alice);
    const session = start(source.mockResolvedValue(bob));
    session.wake(true);
    await settled();
    opened[0]?.parts.onOther();
    await settled();
    expect(session.identity()?.scope).toBe('user:bob');
    // What the first one’s chat finds out later is none of the second one’s business.
    opened[0]?.parts.onOther();
    await settled();
    expect(opened.map(({ scope }) => scope)).toEqual(['user:alice', 'user:bob']);
    expect(source).toHaveBeenCalledTimes(2);
  });

  test('[S1] is not meant by a fresh token of the same user: the chat goes on with it', async () => {
    const session = start(alice);
    session.wake(true);
    await settled();
    const fresh = aToken({ sub: 'alice', exp: 2_000_000_000 });
    session.identify(fresh);
    await settled();
    expect(opened).toMatchObject([{ ended: false }]);
    expect(opened[0]?.parts.source()).toBe(fresh);
  });
});

describe('[S1] where visitors are switched off', () => {
  test('who the page does not name may not write, and nothing is fetched', async () => {
    storage.set(SESSION_KEY, 'visitor');
    storage.set('visitor-token', visitor);
    const session = start(undefined, false);
    session.wake(true);
    await settled();
    expect(session.mustSignIn()).toBe(true);
    expect(session.identity()).toBeUndefined();
    session.send('hello');
    await settled();
    expect(importLive).not.toHaveBeenCalled();
  });

  test('who the page names may, and no longer after a logout', async () => {
    const session = start(undefined, false);
    session.wake(true);
    await settled();
    session.identify(alice);
    await settled();
    expect(session.mustSignIn()).toBe(false);
    expect(opened).toMatchObject([{ scope: 'user:alice' }]);
    session.logout();
    await settled();
    expect(session.mustSignIn()).toBe(true);
    expect(session.identity()).toBeUndefined();
  });

  test('the page is asked again whenever the chat is opened', async () => {
    const source = vi.fn<() => Promise<string | null>>().mockResolvedValueOnce(null);
    const session = start(source.mockResolvedValue(alice), false);
    session.wake(true);
    await settled();
    expect(session.mustSignIn()).toBe(true);
    session.wake(true);
    await settled();
    expect(session.mustSignIn()).toBe(false);
    expect(session.identity()?.scope).toBe('user:alice');
  });
});

test('what ends after a logout neither reads nor leaves anything', async () => {
  const session = start();
  session.wake(true);
  await settled();
  session.send('hello');
  await settled();
  session.logout();
  await settled();
  session.send('somebody else’s first word');
  expect(kept('visitor')).toEqual(['somebody else’s first word']);
  storage.set('visitor-token', visitor);
  const late = opened[0]?.parts;
  late?.storage.set('visitor-token', 'of the first');
  expect(late?.storage.get('visitor-token')).toBeNull();
  expect(storage.get('visitor-token')).toBe(visitor);
});

test('who signs in again after a logout is back', async () => {
  const session = start(alice);
  session.wake(true);
  await settled();
  session.logout();
  await settled();
  expect(session.identity()?.scope).toBe('visitor');
  session.identify(alice);
  await settled();
  expect(opened.map(({ scope, ended }) => [scope, ended])).toEqual([
    ['user:alice', true],
    ['user:alice', false],
  ]);
});

test('after logout nothing is left, neither live nor stored', async () => {
  const session = start(alice);
  session.wake(true);
  await settled();
  session.send('hello');
  await settled();
  storage.set('user:alice:draft', 'text');
  session.logout();
  await settled();
  expect(opened).toMatchObject([{ ended: true }]);
  expect(session.live()).toBeUndefined();
  expect(storage.get('user:alice:draft')).toBeNull();
  expect(storage.get(SESSION_KEY)).toBeNull();
});

test('[U4] a chat that begins in another tab is live here too', async () => {
  const session = start();
  session.wake(true);
  await settled();
  expect(session.live()).toBeUndefined();
  storage.set('visitor-token', visitor);
  storage.set(SESSION_KEY, 'visitor');
  session.noteOthers('');
  await settled();
  expect(opened).toMatchObject([{ scope: 'visitor' }]);
});

describe('a logout in another tab', () => {
  test('ends the chat here too, although this page still knows who signed in', async () => {
    const session = start(alice);
    session.wake(true);
    await settled();
    session.send('hello');
    await settled();
    storage.clear();
    session.noteOthers(SESSION_KEY);
    await settled();
    expect(opened).toMatchObject([{ scope: 'user:alice', ended: true }]);
    expect(session.identity()?.scope).toBe('visitor');
    expect(storage.get(SESSION_KEY)).toBeNull();
  });

  test('counts although somebody else has come in there since', async () => {
    storage.set(SESSION_KEY, 'user:alice');
    const session = start(alice);
    session.wake(false);
    await settled();
    storage.set(SESSION_KEY, 'user:bob');
    session.noteOthers(SESSION_KEY);
    expect(session.live()).toBeUndefined();
    expect(storage.get(SESSION_KEY)).toBe('user:bob');
  });

  test('is found out by a page that heard of nothing while it was away', async () => {
    storage.set(SESSION_KEY, 'user:alice');
    const session = start(alice);
    session.wake(false);
    await settled();
    session.noteOthers();
    expect(session.live()).toBeDefined();
    storage.clear();
    session.noteOthers();
    expect(session.live()).toBeUndefined();
  });

  test('is no matter where nothing of the chat was stored', async () => {
    const session = start(alice);
    session.wake(true);
    await settled();
    session.noteOthers();
    expect(session.live()).toBeDefined();
  });
});

function aLiveChat(record: Opened): LiveChat {
  const view: LiveChat['view'] = {
    loading: 'loaded',
    messages: [],
    has_more: false,
    is_loading_older: false,
    has_older_failed: false,
    unread_count: 0,
    seen_up_to: 0,
    typing: [],
    is_limited: false,
    joined_into: null,
    admins_online: false,
    user_email: null,
    email_state: 'saved',
  };
  const nothing = () => {};
  return {
    view,
    connectionState: () => 'connected',
    firstNew: () => undefined,
    MessageList: () => null,
    emailAddress: () => undefined,
    SoundSwitch: () => null,
    join: async () => {},
    end() {
      record.ended = true;
    },
    chat: {
      snapshot: () => view,
      onChange: () => nothing,
      onArrival: () => nothing,
      send: (content) => void record.sent.push(content),
      retry: nothing,
      discard: nothing,
      dropDiscarded: nothing,
      markRead: nothing,
      loadOlder: async () => {},
      setTyping: nothing,
      leaveEmail: nothing,
      reload: nothing,
      close: nothing,
    },
  };
}
