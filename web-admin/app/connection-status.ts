import { type Accessor, createEffect, createMemo, createSignal, onCleanup } from 'solid-js';
import type { ConnectionState } from '../../web-client/types.ts';

export type ConnectionStatus = {
  readonly label: string;
  readonly tone: 'live' | 'trying' | 'down';
  /** What it means for the work, if anything. */
  readonly warning?: string;
};

/** The connection in the words of the UI. The warning of a state that may soon pass is delayed. */
export function createConnectionStatus(connection: Accessor<ConnectionState>): {
  status: Accessor<ConnectionStatus>;
  warning: Accessor<string | undefined>;
} {
  const hasBeenLive = createMemo((was: boolean) => was || connection() === 'connected', false);
  const status = createMemo(() => connectionStatus(connection(), hasBeenLive()));
  const [warning, setWarning] = createSignal<string>();

  createEffect(() => {
    const { warning: text, tone } = status();
    if (text === undefined || tone === 'down') {
      setWarning(text);
      return;
    }
    const timer = setTimeout(() => setWarning(text), WARNING_DELAY_MS);
    onCleanup(() => clearTimeout(timer));
  });
  return { status, warning };
}

const WARNING_DELAY_MS = 3_000;

export function connectionStatus(
  connection: ConnectionState,
  hasBeenLive: boolean,
): ConnectionStatus {
  switch (connection) {
    case 'connected':
      return { label: 'Live', tone: 'live' };
    case 'idle':
    case 'connecting':
      return hasBeenLive ? RECONNECTING : { label: 'Connecting…', tone: 'trying' };
    case 'waiting':
    case 'limited':
      return RECONNECTING;
    case 'polling':
      return {
        label: 'Delayed',
        tone: 'trying',
        warning: 'No live connection. New messages may show a few seconds late.',
      };
    case 'offline':
      return {
        label: 'Offline',
        tone: 'down',
        warning: 'You are offline. Replies are sent when the connection is back.',
      };
    case 'refused':
      return { label: 'Signed out', tone: 'down' };
  }
}

const RECONNECTING: ConnectionStatus = {
  label: 'Reconnecting…',
  tone: 'trying',
  warning: 'Connection lost. Reconnecting…',
};
