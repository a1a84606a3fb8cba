import type { ConnectionState } from '../../web-client/types.ts';

export type ConnectionStatus = {
  readonly label: string;
  readonly tone: 'live' | 'trying' | 'down';
  /** What it means for the work, when it means anything. */
  readonly warning?: string;
};

/** The state of the link in the words of the screen. */
export function connectionStatus(link: ConnectionState, hasBeenLive: boolean): ConnectionStatus {
  switch (link) {
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
