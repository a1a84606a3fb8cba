import { type Accessor, createSignal, onCleanup } from 'solid-js';
import type { NotificationStorage } from './notification-storage.ts';

/** `unsupported`: this browser shows no notifications of pages. */
export type Permission = NotificationPermission | 'unsupported';

export type PermissionState = {
  readonly state: Accessor<Permission>;
  /** Lets the browser ask, unless it was answered before. */
  ask(): Promise<Permission>;
  /** They turned out not to be supported. */
  giveUp(): void;
};

/** Whether the browser lets this site show notifications, followed when that changes. */
export function createPermission({ onOthers }: NotificationStorage): PermissionState {
  const isSupported = 'Notification' in window;
  const [state, setState] = createSignal<Permission>(
    isSupported ? Notification.permission : 'unsupported',
  );
  const update = () => {
    if (state() !== 'unsupported') setState(Notification.permission);
  };
  // Given in another tab, or in the browser's settings, from where people come back to the tab.
  onCleanup(onOthers(update));
  addEventListener('focus', update);
  onCleanup(() => removeEventListener('focus', update));
  return {
    state,
    async ask() {
      if (state() === 'default') await Notification.requestPermission().catch(() => {});
      update();
      return state();
    },
    giveUp: () => setState('unsupported'),
  };
}
