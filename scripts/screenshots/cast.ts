import * as v from 'valibot';
import type { User } from '../../functions/domain/actor.ts';
import { chatIdOf } from '../../functions/domain/chat-id.ts';
import type { LocalRun } from '../../local/start-local.ts';
import { CAST } from './stories.ts';

/** Somebody in the inbox. */
export type Member = { readonly chat_id: string; readonly last_seq: number };

/** Those whose chats are opened, by what is special about them. */
export type Cast = { readonly [Role in keyof typeof CAST]: Member };

/** Lets each have read what the other side wrote to them, as if it had not all come at once. */
export async function readAll(run: LocalRun): Promise<Cast> {
  const token = await run.token({ role: 'admin' });
  const meet = (user: User) => readBoth(run, user, token);
  return {
    alice: await meet(CAST.alice),
    visitor: await meet(CAST.visitor),
    claimant: await meet(CAST.claimant),
    odd: await meet(CAST.odd),
    hostile: await meet(CAST.hostile),
    talkative: await meet(CAST.talkative),
    archived: await meet(CAST.archived),
  };
}

async function readBoth(run: LocalRun, { id, kind }: User, admin: string): Promise<Member> {
  const chat_id = chatIdOf(id);
  const path = `admin/chats/${chat_id}`;
  const chat = v.parse(ChatSchema, await call(run, `GET ${path}`, admin));
  await call(run, `PATCH ${path}/mark_read`, admin);
  if (kind === 'signed_in') {
    const token = await run.token({ role: 'user', sub: id });
    await call(run, 'PATCH support_chat/mark_read', token);
  }
  return { chat_id, last_seq: chat.message_count };
}

const ChatSchema = v.object({ message_count: v.number() });

async function call(run: LocalRun, request: string, token: string): Promise<unknown> {
  const [method = '', path = ''] = request.split(' ');
  const response = await fetch(`${run.url}/api/${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(method !== 'GET' && { body: '{}' }),
  });
  if (!response.ok) throw new Error(`${request}: ${response.status}`);
  return response.json();
}
