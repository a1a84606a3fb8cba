import type { Actor } from './actor.ts';
import { chatIdOf } from './chat-id.ts';
import { ForbiddenError } from './errors.ts';

/** Users may use their own chat only; admins may use every chat. */
export const mayUseChat = (actor: Actor, chat_id: string): boolean =>
  actor.kind === 'admin' || chatIdOf(actor.id) === chat_id;

/** Throws `ForbiddenError` unless the actor may use the chat. */
export function assertMayUseChat(actor: Actor, chat_id: string): void {
  if (!mayUseChat(actor, chat_id)) throw new ForbiddenError('This chat is not yours.');
}
