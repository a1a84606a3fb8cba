import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { installCommands } from '../../../web-widget/loader/page-interface.ts';

const CHAT = 'https://chat.example';

/** A page that has loaded nothing yet. The scripts put into it are kept. */
function aPage() {
  const scripts: HTMLScriptElement[] = [];
  const createElement = () => ({ remove: () => {} });
  vi.stubGlobal('window', {});
  vi.stubGlobal('document', {
    createElement,
    head: { append: (script: HTMLScriptElement) => scripts.push(script) },
  });
  return scripts;
}

/** What the script does when it has come. */
function startWidget() {
  const listeners = new Set<unknown>();
  const on = vi.fn((_event: unknown, listener: unknown) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  });
  const commands = { on, set: vi.fn(), open: vi.fn(), destroy: vi.fn() };
  installCommands(commands, () => {}, window);
  return { ...commands, listeners };
}

// What is on its way belongs to the module: each test gets a module of its own.
const load = async () =>
  (await import('../../../web-widget/module/load-support-chat.ts')).loadSupportChat;
beforeEach(() => {
  vi.resetModules();
});
afterEach(() => {
  vi.unstubAllGlobals();
});

test('[U12] importing and calling it on a server does nothing', async () => {
  const chat = (await load())(CHAT);
  chat('open');
  expect(chat('on', 'message', () => {})()).toBeUndefined();
});

test('[U12] an address that is none is refused', async () => {
  aPage();
  const loadSupportChat = await load();
  expect(() => loadSupportChat('chat.example')).toThrow(TypeError);
});

test('[U12] it loads the script of that chat once', async () => {
  const scripts = aPage();
  const loadSupportChat = await load();
  loadSupportChat(`${CHAT}/`);
  loadSupportChat(CHAT);
  expect(scripts.map(({ src }) => src)).toEqual([`${CHAT}/widget.js`]);
  startWidget();
  scripts[0]?.onload?.call(window, new Event('load'));
  loadSupportChat(CHAT);
  expect(scripts).toHaveLength(1);
});

test('[U12] what is asked before the script has come is done then, in its order', async () => {
  aPage();
  const chat = (await load())(CHAT, { title: 'Ask us' });
  const listener = () => {};
  chat('on', 'unread', listener);
  chat('open');
  const { set, on, open } = startWidget();
  expect(set).toHaveBeenCalledWith({ title: 'Ask us' });
  expect(on).toHaveBeenCalledWith('unread', listener);
  expect(open).toHaveBeenCalledAfter(on);
});

test('[U12] `on` is undone before the script has come, and after', async () => {
  aPage();
  const chat = (await load())(CHAT);
  const [never, early, late] = [() => {}, () => {}, () => {}];
  const undoNever = chat('on', 'open', never);
  const undoEarly = chat('on', 'open', early);
  undoNever();
  const { on, listeners } = startWidget();
  expect(on).not.toHaveBeenCalledWith('open', never);
  const undoLate = chat('on', 'open', late);
  expect([...listeners]).toEqual([early, late]);
  undoEarly();
  undoLate();
  expect([...listeners]).toEqual([]);
});

test('[U12] put up, taken away and put up again at once, it is there once', async () => {
  const scripts = aPage();
  const loadSupportChat = await load();
  loadSupportChat(CHAT)('destroy');
  loadSupportChat(CHAT)('open');
  const { destroy, open } = startWidget();
  expect(scripts).toHaveLength(1);
  expect(destroy).not.toHaveBeenCalled();
  expect(open).toHaveBeenCalledOnce();
});

test('[U12] a script that cannot be had is told, and asked for again the next time', async () => {
  const scripts = aPage();
  const loadSupportChat = await load();
  const onError = vi.fn();
  loadSupportChat(CHAT)('on', 'error', onError);
  scripts[0]?.onerror?.call(window, 'error');
  expect(onError).toHaveBeenCalledWith({ code: 'load_failed' });
  loadSupportChat(CHAT);
  expect(scripts).toHaveLength(2);
});

test('[U12] the snippet’s own queue on the page is shared', async () => {
  aPage();
  const q: unknown[][] = [['open']];
  window.SupportChat = Object.assign(() => {}, { q });
  (await load())(CHAT, { title: 'Ask us' });
  expect(q).toEqual([['open'], ['set', { title: 'Ask us' }]]);
});
