import * as v from 'valibot';
import { CannedReplyNameSchema } from '../../protocol/index.ts';
import { NotFoundError } from '../domain/errors.ts';
import { parseInput } from '../middleware/parse.ts';
import type { HttpRequest } from './request.ts';

const ChatIdSchema = v.pipe(v.string(), v.uuid());

/** The chat that the path names. What is no id of a chat names none: `NotFoundError`. */
export function chatIdParam({ params }: HttpRequest): string {
  const id = v.safeParse(ChatIdSchema, params.id);
  if (!id.success) throw new NotFoundError('There is no such chat.');
  return id.output.toLowerCase();
}

const UserIdSchema = v.object({ user_id: v.pipe(v.string(), v.nonEmpty('must not be empty')) });

/** The id of a user or visitor that the path names, whether or not they have written anything. */
export const userIdParam = ({ params }: HttpRequest): string =>
  parseInput(UserIdSchema, params).user_id;

const NameSchema = v.object({ name: CannedReplyNameSchema });

/** The name of a canned reply. Throws `InvalidRequestError` for what can be none. */
export const cannedReplyNameParam = ({ params }: HttpRequest): string =>
  parseInput(NameSchema, params).name;
