import { type Accessor, createSignal, onCleanup } from 'solid-js';
import type { NotificationStorage } from './notification-storage.ts';

/** `unsupported`: this browser has no notifications for pages. */
export type Permission = NotificationPermission | 'unsupported';

export type PermissionState = {
  readonly state: Accessor<Permission>;
  /** Makes the browser ask, unless the person has already chosen. */
  ask(): Promise<Permission>;
  /** Called when they turn out not to be supported. */
  giveUp(): void;
};

/** Whether the browser lets this site show notifications, as a signal. */
export function createPermission({ onOthers }: NotificationStorage): PermissionState {
  const isSupported = 'Notification' in window;
  const [state, setState] = createSignal<Permission>(
    isSupported ? Notification.permission : 'unsupported',
  );
  const update = () => {
    if (state() !== 'unsupported') setState(Notification.permission);
  };
  // Changed in another tab, or in the browser's settings, after which the tab gets the focus.
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
