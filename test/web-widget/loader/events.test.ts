import { expect, test, vi } from 'vitest';
import { createEvents } from '../../../web-widget/loader/page-interface.ts';

const told = () => new Promise<void>((resolve) => setImmediate(resolve));

test('[U12] a listener is told of its event until it unsubscribes', async () => {
  const { on, emit } = createEvents();
  const listener = vi.fn();
  const off = on('unread', listener);
  emit('unread', 2);
  emit('open', undefined);
  await told();
  expect(listener.mock.calls).toEqual([[2]]);
  off();
  emit('unread', 3);
  await told();
  expect(listener).toHaveBeenCalledTimes(1);
});

test('[U12] who asks for ready after the fact is told at once', async () => {
  const { on, emit } = createEvents();
  emit('ready', undefined);
  const listener = vi.fn();
  on('ready', listener);
  await told();
  expect(listener).toHaveBeenCalledTimes(1);
});

test('[U12] what is no function is no listener', () => {
  const { on, emit } = createEvents();
  const off = on('open', 'nonsense');
  emit('open', undefined);
  expect(off).not.toThrow();
});
