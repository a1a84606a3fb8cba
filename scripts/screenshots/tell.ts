import { randomUUID } from 'node:crypto';
import type { User } from '../../functions/domain/actor.ts';
import { chatIdOf } from '../../functions/domain/chat-id.ts';
import type { Page } from '../../protocol/index.ts';
import type { Story } from '../seed/chat-items.ts';

/** How many minutes ago somebody said something: the user, or an admin of that name. */
export type Said = readonly [minutesAgo: number, who: string, text: string];

/** A conversation that took place lately. */
export function tell(
  user: User,
  said: readonly Said[],
  {
    page,
    isArchived = false,
    email = null,
  }: { page?: Page; isArchived?: boolean; email?: string | null } = {},
): Story {
  const chat_id = chatIdOf(user.id);
  const sent = said.map(([minutesAgo, who, content]) => ({
    actor: who === 'user' ? user : anAdmin(who),
    outgoing: { id: randomUUID(), chat_id, content, client_id: randomUUID(), page },
    at: timeOf(minutesAgo),
  }));
  const archived_at = isArchived ? timeOf(said.at(-1)?.[0] ?? 0) : null;
  return { user, email, sent, archived_at };
}

const anAdmin = (name: string) => ({ kind: 'admin', id: name, email: null, name }) as const;

const timeOf = (minutesAgo: number) => new Date(Date.now() - minutesAgo * 60_000).toISOString();
