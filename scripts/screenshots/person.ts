import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import type { LocalRun } from '../../local/start-local.ts';

const ChatSchema = v.object({ id: v.string() });

/** A customer, and what is said in their chat before or while somebody looks at it. */
export type Person = {
  readonly token: string;
  readonly chat_id: string;
  /** From a page, if it matters which. */
  says(content: string, page?: { url: string; title: string; language: string }): Promise<void>;
  hears(from: string, content: string): Promise<void>;
};

/** Somebody new, whose chat is empty. Without a name it is a visitor. */
export async function createPerson(
  run: LocalRun,
  who: { name?: string; email?: string } = { name: 'Alice Moss' },
): Promise<Person> {
  const role = who.name === undefined ? 'visitor' : 'user';
  const token = await run.token({ role, ...(role === 'user' && { sub: randomUUID() }), ...who });
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
    async says(content, page) {
      const body = { ...message(content), ...(page && { page }) };
      await call(token, 'POST', 'support_chat/messages', body);
    },
    async hears(from, content) {
      const path = `admin/chats/${chat.id}/messages`;
      await call(await asAdmin(from), 'POST', path, message(content));
    },
  };
}
