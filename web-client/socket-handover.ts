import type { Channel, CommandInput, Push, Reply } from '../protocol/index.ts';
import { openSocket, type Socket, type SocketOptions } from './socket.ts';
import { channelName } from './socket-subscriptions.ts';

export type SocketHandover = {
  /** Opens the next socket. */
  open(token: Promise<string>): void;
  /** Ends all of them, silently. */
  close(): void;
  /** The open one ends as if the network had taken it. */
  lose(): void;
  /** Asks the open one for a sign of life. */
  probe(): void;
  /** False when none is open. */
  send(command: CommandInput): boolean;
  /** Subscribes now and on every later socket, until the result is called. */
  subscribe(channel: Channel): () => void;
};

export type HandoverEvents = {
  /** The next socket is open, with this token, and has taken the place of the one before. */
  opened(token: string): void;
  /** The next socket could not be opened; `isHung` if there was no response at all. */
  failed(isHung?: boolean): void;
  /** The open socket has ended; whether the one before it took its place again. */
  lost(hasFallenBack: boolean): void;
  /** The server refused a command of the open socket because its token has expired. */
  expired(): void;
  event(event: Reply | Push): void;
};

/**
 * At most three sockets: the open one, the next one while it is being opened, and the one before,
 * which stays until every channel is subscribed on its successor, so that no push is missed.
 */
export function createSocketHandover(options: SocketOptions, on: HandoverEvents): SocketHandover {
  const channels = new Set<Channel>();
  let next: Socket | undefined;
  let current: Socket | undefined;
  let previous: Socket | undefined;
  /** The server pushes nothing to this one any more. */
  let expired: Socket | undefined;

  function opened(socket: Socket, token: string): void {
    next = undefined;
    previous?.close();
    previous = current;
    current = socket;
    for (const channel of channels) socket.subscribe(channel);
    if (channels.size === 0) settled(socket);
    on.opened(token);
  }

  function settled(socket: Socket): void {
    if (socket !== current) return;
    previous?.close();
    previous = undefined;
  }

  function received(socket: Socket, event: Reply | Push): void {
    if (event.type === 'error' && event.code === 'unauthorized' && socket === current) {
      expired = socket;
      on.expired();
    }
    on.event(event);
  }

  function lost(socket: Socket, isHung?: boolean): void {
    if (socket === next) {
      next = undefined;
      on.failed(isHung);
    } else if (socket === previous) previous = undefined;
    else lostCurrent();
  }

  function lostCurrent(): void {
    const isUsable = previous !== undefined && previous !== expired;
    if (!isUsable) previous?.close();
    current = isUsable ? previous : undefined;
    previous = undefined;
    on.lost(isUsable);
  }

  return {
    open(token) {
      const socket = openSocket(options, token, {
        open: (offered) => opened(socket, offered),
        event: (event) => received(socket, event),
        settled: () => settled(socket),
        lost: (isHung) => lost(socket, isHung),
      });
      next = socket;
    },
    close() {
      for (const socket of [next, current, previous]) socket?.close();
      next = current = previous = undefined;
    },
    lose() {
      current?.close();
      lostCurrent();
    },
    probe: () => current?.probe(),
    send(command) {
      current?.send(command);
      return current !== undefined;
    },
    subscribe(channel) {
      channels.add(channel);
      current?.subscribe(channel);
      return () => {
        channels.delete(channel);
        const isShared = [...channels].some((other) => channelName(other) === channelName(channel));
        if (!isShared) current?.unsubscribe(channel);
      };
    },
  };
}
