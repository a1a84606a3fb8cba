import * as v from 'valibot';
import { InvalidRequestError, NotFoundError } from '../domain/errors.ts';
import type { HttpRequest } from './request.ts';

const ChatIdSchema = v.pipe(v.string(), v.uuid());

/** The chat that the path names. What is no id of a chat names none: `NotFoundError`. */
export function chatIdParam({ params }: HttpRequest): string {
  const id = v.safeParse(ChatIdSchema, params.id);
  if (!id.success) throw new NotFoundError('There is no such chat.');
  return id.output.toLowerCase();
}

const UserIdSchema = v.pipe(v.string(), v.nonEmpty());

/** The id of a user or visitor that the path names, whether or not they have written anything. */
export function userIdParam({ params }: HttpRequest): string {
  const id = v.safeParse(UserIdSchema, params.user_id);
  if (!id.success) throw new InvalidRequestError('user_id: must not be empty');
  return id.output;
}
