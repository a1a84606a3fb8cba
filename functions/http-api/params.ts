import * as v from 'valibot';
import { NotFoundError } from '../domain/errors.ts';
import type { HttpRequest } from './request.ts';

const ChatIdSchema = v.pipe(v.string(), v.uuid());

/** The chat that the path names. What is no id of a chat names none: `NotFoundError`. */
export function chatIdParam({ params }: HttpRequest): string {
  const id = v.safeParse(ChatIdSchema, params.id);
  if (!id.success) throw new NotFoundError('There is no such chat.');
  return id.output.toLowerCase();
}
