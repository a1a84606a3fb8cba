import * as v from 'valibot';
import { CannedReplyNameSchema } from '../../protocol/index.ts';
import { NotFoundError } from '../domain/errors.ts';
import { parseInput } from '../middleware/parse.ts';
import type { HttpRequest } from './request.ts';

const ChatIdSchema = v.pipe(v.string(), v.uuid());

/** The chat id in the path. Throws `NotFoundError` if it is not a UUID. */
export function chatIdParam({ params }: HttpRequest): string {
  const id = v.safeParse(ChatIdSchema, params.id);
  if (!id.success) throw new NotFoundError('There is no such chat.');
  return id.output.toLowerCase();
}

const UserIdSchema = v.object({ user_id: v.pipe(v.string(), v.nonEmpty('must not be empty')) });

/** The user id in the path. The user may not exist. */
export const userIdParam = ({ params }: HttpRequest): string =>
  parseInput(UserIdSchema, params).user_id;

const NameSchema = v.object({ name: CannedReplyNameSchema });

/**
 * The name of a canned reply in the path. Throws `InvalidRequestError` if it is not a valid name.
 */
export const cannedReplyNameParam = ({ params }: HttpRequest): string =>
  parseInput(NameSchema, params).name;
