import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { afterAll } from 'vitest';
import type { LocalRun } from '../../../local/start-local.ts';
import { ChatDetailSchema, ChatPageSchema } from '../../../protocol/index.ts';
import { call } from '../http-client.ts';
import { aSignedInAdmin, aSignedInUser, type Person } from '../people.ts';
import { startRun } from '../run.ts';
import { waitUntil } from '../wait-until.ts';

const DEADLINE_MS = 45_000;

/** The whole product, without a browser, and what happens on the other side of it. */
export type Product = {
  readonly run: LocalRun;
  /** What the newest chat says, once it says this. */
  untilSaid(...contents: readonly string[]): Promise<void>;
  /** Staff answer in the chat that was written in last. */
  answer(content: string): Promise<void>;
  /** Somebody who has written. */
  aCustomer(content: string): Promise<Person>;
  /** What the server has of somebody's chat. */
  chatOf(person: Person): Promise<v.InferOutput<typeof ChatDetailSchema>>;
};

/** The product of all tests of the file that asks for it. */
export async function openProduct(): Promise<Product> {
  const run = await startRun();
  afterAll(run.stop);
  const { token } = await aSignedInAdmin(run);

  async function detail(id: string) {
    const { body } = await call(run.url, `GET /api/admin/chats/${id}`, { token });
    return v.parse(ChatDetailSchema, body);
  }

  async function newest(): Promise<string | undefined> {
    const { body } = await call(run.url, 'GET /api/admin/chats?limit=1', { token });
    return v.parse(ChatPageSchema, body).chats[0]?.id;
  }

  return {
    run,
    async untilSaid(...contents) {
      let said: string[] = [];
      const isSaid = async () => {
        const id = await newest();
        said = id ? (await detail(id)).messages.map(({ content }) => content) : [];
        return JSON.stringify(said) === JSON.stringify(contents);
      };
      await waitUntil(`${contents.join(', ')} to be said`, isSaid, DEADLINE_MS).catch((cause) => {
        throw new Error(`${cause.message}; what is said is ${said.join(', ')}`, { cause });
      });
    },
    async answer(content) {
      const body = { content, client_id: randomUUID() };
      await call(run.url, `POST /api/admin/chats/${await newest()}/messages`, { token, body });
    },
    async aCustomer(content) {
      const user = await aSignedInUser(run);
      const body = { content, client_id: randomUUID() };
      await call(run.url, 'POST /api/support_chat/messages', { token: user.token, body });
      return user;
    },
    chatOf: ({ chat_id }) => detail(chat_id),
  };
}
