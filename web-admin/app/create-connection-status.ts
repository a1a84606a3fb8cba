import { type Accessor, createEffect, createMemo, createSignal, onCleanup } from 'solid-js';
import type { ConnectionState } from '../../web-client/types.ts';
import { type ConnectionStatus, connectionStatus } from './connection-status.ts';

/** Follows the link; `warning` holds back what may pass by itself, so that nothing flickers. */
export function createConnectionStatus(link: Accessor<ConnectionState>): {
  status: Accessor<ConnectionStatus>;
  warning: Accessor<string | undefined>;
} {
  const hasBeenLive = createMemo((was: boolean) => was || link() === 'connected', false);
  const status = createMemo(() => connectionStatus(link(), hasBeenLive()));
  const [warning, setWarning] = createSignal<string>();

  createEffect(() => {
    const { warning: text, tone } = status();
    if (text === undefined || tone === 'down') {
      setWarning(text);
      return;
    }
    const timer = setTimeout(() => setWarning(text), PATIENCE_MS);
    onCleanup(() => clearTimeout(timer));
  });
  return { status, warning };
}

const PATIENCE_MS = 3_000;
