import { randomUUID } from 'node:crypto';
import { chatIdOf } from '../../functions/domain/chat-id.ts';
import type { LocalRun } from '../../local/start-local.ts';
import { call } from './http-client.ts';

/** Somebody with a token and, for users, a chat of their own. Nobody else's test has met them. */
export type Person = { id: string; email: string; token: string; chat_id: string };

export async function aSignedInUser(run: LocalRun, name = 'Alice'): Promise<Person> {
  const id = `user-${randomUUID()}`;
  const email = `${id}@example.com`;
  const token = await run.token({ role: 'user', sub: id, email, name });
  return { id, email, token, chat_id: chatIdOf(id) };
}

export async function aSignedInAdmin(run: LocalRun, name = 'Ada'): Promise<Person> {
  const id = `admin-${randomUUID()}`;
  const email = `${id}@shop.example`;
  return {
    id,
    email,
    token: await run.token({ role: 'admin', sub: id, email, name }),
    chat_id: '',
  };
}

/** Writes into a user's chat as an admin, by HTTP. */
export async function answerUser(run: LocalRun, userId: string, content: string): Promise<void> {
  const { token } = await aSignedInAdmin(run);
  const body = { content, client_id: randomUUID() };
  await call(run.url, `POST /api/admin/chats/${chatIdOf(userId)}/messages`, { token, body });
}

/** Somebody writes in their own chat, not by way of a window. */
export const says = (run: LocalRun, { token }: Pick<Person, 'token'>, content: string) =>
  call(run.url, 'POST /api/support_chat/messages', {
    token,
    body: { content, client_id: randomUUID() },
  });
