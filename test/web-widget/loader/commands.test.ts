import { describe, expect, test, vi } from 'vitest';
import {
  installCommands,
  type SupportChatFunction,
} from '../../../web-widget/loader/page-interface.ts';

type Page = { SupportChat?: SupportChatFunction };

function install(page: Page) {
  const open = vi.fn();
  const on = vi.fn(() => 'unsubscribe');
  const onUnknown = vi.fn();
  installCommands({ open, on }, onUnknown, page);
  return { open, on, onUnknown };
}

describe('window.SupportChat', () => {
  test('[U12] calls made before the script has loaded are carried out in their order', () => {
    const calls: unknown[][] = [];
    const page: Page = { SupportChat: Object.assign(() => {}, { q: [['a', 1], ['b'], ['a', 2]] }) };
    const a = (...args: unknown[]) => calls.push(['a', ...args]);
    installCommands({ a, b: () => calls.push(['b']) }, () => {}, page);
    expect(calls).toEqual([['a', 1], ['b'], ['a', 2]]);
  });

  test('[U12] calls after that are carried out at once and give their result', () => {
    const page: Page = {};
    const { on } = install(page);
    expect(page.SupportChat?.('on', 'open', 'listener')).toBe('unsubscribe');
    expect(on).toHaveBeenCalledWith('open', 'listener');
  });

  test('[U12] an unknown command is reported and runs nothing', () => {
    const page: Page = {};
    const { onUnknown } = install(page);
    page.SupportChat?.('toString');
    page.SupportChat?.('nonsense');
    expect(onUnknown).toHaveBeenCalledTimes(2);
  });

  test('a second copy of the script can see the first', () => {
    const page: Page = {};
    install(page);
    expect(page.SupportChat?.isRunning).toBe(true);
  });
});
