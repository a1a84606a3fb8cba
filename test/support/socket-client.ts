import WebSocket from 'ws';
import {
  type CommandInput,
  type Push,
  parseFrame,
  type Reply,
  SUBPROTOCOL,
} from '../../protocol/index.ts';
import { waitUntil } from './wait-until.ts';

type Event = Push | Reply;
type EventOf<T extends Event['type']> = Extract<Event, { type: T }>;

/** A client that speaks the protocol, written without our chat client. */
export type SocketClient = {
  /** Every event so far; batches are split. */
  readonly events: readonly Event[];
  /** Sends a command. */
  send(command: CommandInput): void;
  /** Sends anything at all. */
  sendRaw(data: string | Buffer): void;
  /** Sends a command and waits for the reply that repeats its id. */
  ask(command: CommandInput): Promise<Reply>;
  /** Waits for an event of a type; one that has arrived already counts. */
  event<T extends Event['type']>(
    type: T,
    matches?: (event: EventOf<T>) => boolean,
  ): Promise<EventOf<T>>;
  /** All events of a type so far. */
  all<T extends Event['type']>(type: T): EventOf<T>[];
  /** Resolves with the close code. */
  readonly closed: Promise<number>;
  close(): void;
};

/** Opens a socket with a token. Rejects with the status when the handshake is refused. */
export async function connect(
  runUrl: string,
  token: string,
  headers: Record<string, string> = {},
): Promise<SocketClient> {
  const socket = await open(runUrl, [SUBPROTOCOL, token], headers);
  const events: Event[] = [];
  socket.on('message', (data) => events.push(...parseFrame(String(data))));
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  let lastId = 0;

  const client: SocketClient = {
    events,
    closed,
    send: (command) => socket.send(JSON.stringify(command)),
    sendRaw: (data) => socket.send(data),
    async ask(command) {
      lastId += 1;
      const id = `ask-${lastId}`;
      client.send({ ...command, id });
      const isAnswer = (event: Event): event is Reply => 'id' in event && event.id === id;
      return waitUntil(`the reply to ${command.action}`, () => events.find(isAnswer));
    },
    event: (type, matches = () => true) =>
      waitUntil(`a ${type}`, () => client.all(type).find(matches)),
    all: (type) => events.filter((event): event is EventOf<typeof type> => event.type === type),
    close: () => socket.close(),
  };
  return client;
}

/** Opens a socket with any subprotocols. Rejects with `handshake refused: <status>`. */
export function open(
  runUrl: string,
  protocols: string[],
  headers: Record<string, string> = {},
): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${runUrl.replace(/^http/, 'ws')}/ws`, protocols, { headers });
    socket.on('open', () => resolve(socket));
    socket.on('unexpected-response', (_request, response) => {
      reject(new Error(`handshake refused: ${response.statusCode}`));
      socket.terminate();
    });
    socket.on('error', reject);
  });
}

/** Opens a socket with a token, and subscribes it to these channels. */
export async function connectAndSubscribe(
  runUrl: string,
  token: string,
  ...channels: ({ channel: 'chat'; chat_id: string } | { channel: 'admin' })[]
): Promise<SocketClient> {
  const client = await connect(runUrl, token);
  for (const channel of channels) {
    const reply = await client.ask({ action: 'subscribe', ...channel });
    if (reply.type !== 'subscribed') throw new Error(`not subscribed: ${reply.type}`);
  }
  return client;
}
