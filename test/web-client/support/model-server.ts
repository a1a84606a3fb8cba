import * as v from 'valibot';
import { COMMAND_SCHEMAS, type Command, type Message } from '../../../protocol/index.ts';
import { aMessage, CHAT_ID } from '../../support/builders.ts';
import type { Backend, FakeSocket } from './fake-platform.ts';

/** What becomes of one frame or one request on its way. */
export type Fate = 'arrives' | 'lost' | 'twice' | 'late' | 'answer_lost';

export type Network = {
  /** Of an answer, and of a frame from the server. */
  fate(): Fate;
  /** Of a command on its way to the server. */
  commandFate(): Fate;
  hasSockets: boolean;
  /** Handshakes are neither accepted nor refused. */
  swallowsHandshakes: boolean;
  isUp: boolean;
  refusesTokens: boolean;
};

/** A network that does nothing wrong. */
export const goodNetwork = (): Network => ({
  fate: () => 'arrives',
  commandFate: () => 'arrives',
  hasSockets: true,
  swallowsHandshakes: false,
  isUp: true,
  refusesTokens: false,
});

export type ModelServer = Backend & {
  /** The truth. */
  readonly committed: Message[];
  readonly commands: Command[];
  readonly requests: string[];
  network: Network;
  /** Ends tokens by this clock; without one they never end. */
  now: (() => number) | undefined;
  /** Answers every command with this code. */
  refusesCommands: string | undefined;
  /** Refuses the next sends with this code. */
  refusal: string | undefined;
  /** What a refused command or send may wait for, in seconds. */
  retryAfter: number | undefined;
  /** The address that the visitor has left. */
  email: string | null;
  /** Answers every address with this status. */
  contactStatus: number;
  /** Commits a message that this client did not write. */
  commit(part: Partial<Message>): Message;
  markRead(reader: 'user' | 'admin', up_to: number): void;
  broadcast(push: object): void;
  /** Delivers what was held back. */
  release(): void;
  cut(code?: number): void;
  subscribers(): number;
};

/** A server of one chat: a committed list, and a network that can do everything wrong. */
export function createModelServer(): ModelServer {
  const committed: Message[] = [];
  const subscribed = new Set<FakeSocket>();
  const open = new Set<FakeSocket>();
  let held: (() => void)[] = [];

  const server: ModelServer = {
    committed,
    commands: [],
    requests: [],
    network: goodNetwork(),
    now: undefined,
    refusesCommands: undefined,
    refusal: undefined,
    retryAfter: undefined,
    email: null,
    contactStatus: 204,
    opened(socket) {
      queueMicrotask(() => {
        if (server.network.swallowsHandshakes) return;
        const isRefused =
          server.network.refusesTokens ||
          !server.network.hasSockets ||
          hasEnded(socket.protocols[1]);
        if (isRefused || !server.network.isUp) return socket.drop();
        open.add(socket);
        socket.accept();
      });
    },
    closed(socket) {
      open.delete(socket);
      subscribed.delete(socket);
    },
    received(socket, text) {
      if (!server.network.isUp) return;
      const command = readCommand(text);
      server.commands.push(command);
      const fate = server.network.commandFate();
      if (fate === 'late') held.push(() => handle(socket, command));
      else if (fate !== 'lost') handle(socket, command);
      if (fate === 'twice') handle(socket, command);
    },
    async answer({ method, path, token, body }) {
      const fate = server.network.fate();
      server.requests.push(`${method} ${path}`);
      if (!server.network.isUp || fate === 'lost') throw new TypeError('network');
      const isRefused = server.network.refusesTokens || hasEnded(token);
      const answer = isRefused ? refused() : respond(method, path, body);
      if (fate === 'answer_lost') throw new TypeError('network');
      return answer;
    },
    commit(part) {
      const seq = committed.length + 1;
      const message = aMessage({ ...part, seq, id: `message-${seq}` });
      committed.push(message);
      server.broadcast({ type: 'new_message', chat_id: CHAT_ID, message });
      return message;
    },
    markRead(reader, up_to) {
      const read_at = '2026-01-01T01:00:00.000Z';
      for (const [index, message] of committed.entries())
        if (message.sender_type !== reader && message.seq <= up_to && message.read_at === null)
          committed[index] = { ...message, read_at };
      server.broadcast({ type: 'messages_read', chat_id: CHAT_ID, reader, up_to, read_at });
    },
    broadcast(push) {
      for (const socket of subscribers()) deliver(socket, push);
    },
    release() {
      const late = held;
      held = [];
      for (const arrive of late) arrive();
    },
    cut(code) {
      for (const socket of [...open]) socket.drop(code);
    },
    subscribers: () => subscribers().length,
  };

  /** A connection ends with its token, and its socket does not. */
  function subscribers() {
    return [...subscribed].filter(({ protocols }) => !hasEnded(protocols[1]));
  }

  function hasEnded(token = ''): boolean {
    const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString();
    const exp = Number(/"exp":(\d+)/.exec(payload)?.[1] ?? Infinity);
    return server.now !== undefined && exp * 1_000 <= server.now();
  }

  function deliver(socket: FakeSocket, frame: object): void {
    const fate = server.network.fate();
    if (!server.network.isUp || fate === 'lost' || fate === 'answer_lost') return;
    const arrive = () => socket.push(frame);
    if (fate === 'late') held.push(arrive);
    else queueMicrotask(arrive);
    if (fate === 'twice') queueMicrotask(arrive);
  }

  function handle(socket: FakeSocket, command: Command): void {
    const code = hasEnded(socket.protocols[1]) ? 'unauthorized' : server.refusesCommands;
    if (code) {
      deliver(socket, errorOf(code));
      return;
    }
    if (command.action === 'ping') deliver(socket, { type: 'pong' });
    if (command.action === 'subscribe') subscribe(socket, command.channel);
    if (command.action === 'unsubscribe') {
      const { action: _left, ...channel } = command;
      deliver(socket, { type: 'unsubscribed', ...channel });
    }
    if (command.action === 'mark_read') server.markRead('user', command.up_to);
    if (command.action !== 'send_message') return;
    const { client_id, content } = command;
    if (server.refusal) {
      deliver(socket, { ...errorOf(server.refusal), client_id });
      return;
    }
    deliver(socket, { type: 'message_accepted', client_id, message: send(content, client_id) });
  }

  function errorOf(code: string) {
    return { type: 'error', code, message: 'refused', retry_after: server.retryAfter };
  }

  function subscribe(socket: FakeSocket, channel: 'chat' | 'admin'): void {
    subscribed.add(socket);
    const about = channel === 'chat' ? { chat_id: CHAT_ID, last_seq: committed.length } : {};
    deliver(socket, { type: 'subscribed', channel, ...about });
  }

  function send(content: string, client_id: string): Message {
    const stored = committed.find((message) => message.client_id === client_id);
    return stored ?? server.commit({ content, client_id, sender_type: 'user', sender_name: 'Uma' });
  }

  function respond(method: string, path: string, body: unknown): Response {
    const url = new URL(path, 'https://chat.example.com');
    if (url.pathname.endsWith('/mark_read')) {
      const reader = url.pathname.startsWith('/api/admin/') ? 'admin' : 'user';
      server.markRead(reader, v.parse(v.object({ up_to: v.number() }), body).up_to);
      return Response.json({ read_count: 1, unread_count: 0 });
    }
    if (url.pathname.endsWith('/contact')) {
      const { email } = v.parse(v.object({ email: v.string() }), body);
      if (server.contactStatus < 400) server.email = email;
      return new Response(null, { status: server.contactStatus });
    }
    if (url.pathname.endsWith('/messages') && method === 'POST') {
      if (server.refusal === 'rate_limited') return tooMany(server.retryAfter);
      const sent = v.parse(v.object({ content: v.string(), client_id: v.string() }), body);
      return Response.json({ message: send(sent.content, sent.client_id) }, { status: 201 });
    }
    if (url.pathname.endsWith('/messages')) return Response.json(pageOf(url.searchParams));
    const unread = committed.filter((m) => m.sender_type === 'admin' && m.read_at === null);
    return Response.json({
      id: CHAT_ID,
      messages: committed.slice(-50),
      has_more: committed.length > 50,
      unread_count: unread.length,
      user: { id: 'user-1', email: server.email, name: null },
      admins_online: true,
    });
  }

  function pageOf(query: URLSearchParams) {
    const limit = Number(query.get('limit') ?? 50);
    const before = query.get('before');
    if (before !== null) {
      const older = committed.filter(({ seq }) => seq < Number(before));
      return { messages: older.slice(-limit), has_more: older.length > limit };
    }
    const newer = committed.filter(({ seq }) => seq > Number(query.get('after')));
    return { messages: newer.slice(0, limit), has_more: newer.length > limit };
  }

  return server;
}

function tooMany(retryAfter = 1): Response {
  const error = { code: 'rate_limited', message: 'too many' };
  const headers = { 'retry-after': String(retryAfter) };
  return Response.json({ error }, { status: 429, headers });
}

function refused(): Response {
  return Response.json({ message: 'Unauthorized' }, { status: 401 });
}

function readCommand(text: string): Command {
  const command: unknown = JSON.parse(text);
  const { action } = v.parse(v.object({ action: v.picklist(ACTIONS) }), command);
  return v.parse(COMMAND_SCHEMAS[action], command);
}

const ACTIONS = [
  'subscribe',
  'unsubscribe',
  'send_message',
  'mark_read',
  'typing',
  'ping',
] as const;
