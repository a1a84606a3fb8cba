import { randomUUID } from 'node:crypto';
import { decodeJwt } from 'jose';
import * as v from 'valibot';
import { chatIdOf } from '../../functions/domain/chat-id.ts';
import {
  ChatDetailSchema,
  type Message,
  MessageSchema,
  SupportChatSchema,
} from '../../protocol/index.ts';
import { call, type HttpResponse } from './http-client.ts';
import { connectAndSubscribe, type SocketClient } from './socket-client.ts';

/** Somebody who uses the HTTP API and the socket directly, without a browser. */
export type Person = {
  readonly id: string;
  readonly email: string;
  readonly token: string;
  /** Calls the HTTP API with this person's token: `call('GET /api/support_chat')`. */
  call(request: string, body?: unknown): Promise<HttpResponse>;
};

/** A visitor or a signed-in user. */
export type User = Person & {
  readonly chat_id: string;
  /** Sends a message. `page` is the page of the company that the user is on. */
  write(content: string, page?: object): Promise<Message>;
  /** The newest messages of the user's chat, as the server has them. */
  messages(): Promise<Message[]>;
  /** The texts of these messages. */
  contents(): Promise<string[]>;
  /** Opens a socket that is subscribed to the user's chat. */
  connect(): Promise<SocketClient>;
};

export type Admin = Person & {
  /** Replies in a user's chat. */
  reply(user: Pick<User, 'chat_id'>, content: string): Promise<Message>;
  /** Marks everything in a user's chat as read. */
  markRead(user: Pick<User, 'chat_id'>): Promise<void>;
  /** A user's chat, as the server has it. */
  chat(user: Pick<User, 'chat_id'>): Promise<v.InferOutput<typeof ChatDetailSchema>>;
  /** Opens a socket that is subscribed to the admin channel. */
  connect(): Promise<SocketClient>;
};

type UserOptions = {
  readonly id?: string;
  readonly name?: string;
  readonly email?: string;
  /** What the user has written already. */
  readonly wrote?: string;
};

/** Makes people of a local run. No two of them are the same person. */
export type People = {
  /** A user whose token comes from the company. */
  signedInUser(options?: UserOptions): Promise<User>;
  /** An anonymous user; with an email address, the visitor has left it as contact. */
  visitor(options?: Pick<UserOptions, 'email' | 'wrote'>): Promise<User>;
  admin(name?: string): Promise<Admin>;
  /** Some admin replies in a user's chat. */
  reply(user: Pick<User, 'chat_id'>, content: string): Promise<Message>;
};

/** The people of the local run at `url`, wherever it runs. */
export function peopleOf(url: string): People {
  async function admin(name = 'Ada'): Promise<Admin> {
    const id = `admin-${randomUUID()}`;
    const email = `${id}@shop.example`;
    const token = await tokenFrom(url, { role: 'admin', sub: id, email, name });
    return adminOf(url, { id, email, token });
  }

  return {
    admin,
    reply: async (user, content) => (await admin()).reply(user, content),
    async signedInUser({ id = `user-${randomUUID()}`, name = 'Alice', email, wrote } = {}) {
      const address = email ?? `${id}@example.com`;
      const token = await tokenFrom(url, { role: 'user', sub: id, email: address, name });
      const user = userOf(url, { email: address, token });
      if (wrote !== undefined) await user.write(wrote);
      return user;
    },
    async visitor({ email = '', wrote } = {}) {
      const token = await tokenFrom(url, { role: 'visitor' });
      const visitor = userOf(url, { email, token });
      if (email) await visitor.call('PUT /api/support_chat/contact', { email });
      if (wrote !== undefined) await visitor.write(wrote);
      return visitor;
    },
  };
}

type Identity = Pick<Person, 'id' | 'email' | 'token'>;

/** The user that a token belongs to. */
export function userOf(url: string, { token, email }: Pick<Person, 'token' | 'email'>): User {
  const id = `${decodeJwt(token).sub}`;
  const person = personOf(url, { id, email, token });
  const chat_id = chatIdOf(id);
  async function messages(): Promise<Message[]> {
    const { body } = await person.call('GET /api/support_chat');
    return v.parse(SupportChatSchema, body).messages;
  }
  return {
    ...person,
    chat_id,
    messages,
    write: (content, page) =>
      post(person, '/api/support_chat/messages', { content, ...(page && { page }) }),
    contents: async () => (await messages()).map(({ content }) => content),
    connect: () => connectAndSubscribe(url, token, { channel: 'chat', chat_id }),
  };
}

function adminOf(url: string, identity: Identity): Admin {
  const person = personOf(url, identity);
  return {
    ...person,
    reply: ({ chat_id }, content) =>
      post(person, `/api/admin/chats/${chat_id}/messages`, { content }),
    async markRead({ chat_id }) {
      const { status } = await person.call(`PATCH /api/admin/chats/${chat_id}/mark_read`, {});
      if (status !== 200) throw new Error(`mark_read got ${status}`);
    },
    async chat({ chat_id }) {
      const { body } = await person.call(`GET /api/admin/chats/${chat_id}`);
      return v.parse(ChatDetailSchema, body);
    },
    connect: () => connectAndSubscribe(url, identity.token, { channel: 'admin' }),
  };
}

const personOf = (url: string, identity: Identity): Person => ({
  ...identity,
  call: (request, body) =>
    call(url, request, { token: identity.token, ...(body !== undefined && { body }) }),
});

async function post(person: Person, path: string, message: object): Promise<Message> {
  const { status, body } = await person.call(`POST ${path}`, {
    client_id: randomUUID(),
    ...message,
  });
  if (status !== 201) throw new Error(`the message got ${status}`);
  return v.parse(v.object({ message: MessageSchema }), body).message;
}

/** A token from the local run at `url`. */
export async function tokenFrom(url: string, claims: Record<string, string>): Promise<string> {
  const { body } = await call(url, 'POST /_local/token', { body: claims });
  return v.parse(v.object({ token: v.string() }), body).token;
}
