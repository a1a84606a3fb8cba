import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import type { LocalRun } from '../../local/start-local.ts';

const ChatSchema = v.object({ id: v.string() });

/** A customer, and what is said in their chat before or while somebody looks at it. */
export type Person = {
  readonly token: string;
  readonly chat_id: string;
  says(content: string): Promise<void>;
  hears(from: string, content: string): Promise<void>;
};

/** Somebody new, whose chat is empty. */
export async function createPerson(run: LocalRun): Promise<Person> {
  const token = await run.token({ role: 'user', sub: randomUUID(), name: 'Alice Moss' });
  const chat = v.parse(ChatSchema, await call(token, 'GET', 'support_chat'));

  async function call(as: string, method: string, path: string, body?: object): Promise<unknown> {
    const response = await fetch(`${run.url}/api/${path}`, {
      method,
      headers: { authorization: `Bearer ${as}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`);
    return response.json();
  }

  const asAdmin = (name: string) => run.token({ role: 'admin', sub: name, name });
  const message = (content: string) => ({ content, client_id: randomUUID() });
  return {
    token,
    chat_id: chat.id,
    async says(content) {
      await call(token, 'POST', 'support_chat/messages', message(content));
    },
    async hears(from, content) {
      const path = `admin/chats/${chat.id}/messages`;
      await call(await asAdmin(from), 'POST', path, message(content));
    },
  };
}
