import { JoinBodySchema, type Joined, ROUTES } from '../../../protocol/index.ts';
import { joinChat as join } from '../../data/join-chat.ts';
import { chatIdOf } from '../../domain/chat-id.ts';
import { ForbiddenError, InvalidRequestError, UnauthorizedError } from '../../domain/errors.ts';
import type { Keys } from '../../identity/keys.ts';
import { verifyUser } from '../../identity/users.ts';
import { json } from '../response.ts';
import { defineRoute } from '../route.ts';
import { timeSlice } from '../time-slice.ts';

/**
 * [H14] Joins a visitor's conversation into the account of the same person, who has both tokens. If
 * one request is not enough, the client repeats it.
 */
export const joinChat = defineRoute(ROUTES.joinChat, {
  caller: 'user',
  body: JoinBodySchema,
  async handle({ actor, body, now: at }, { table, environment, keys, now }) {
    if (actor.kind !== 'signed_in')
      throw new ForbiddenError('Only a signed-in user has an account.');
    const visitor = await visitorOf(await keys(at), body.visitor_token, at);
    const request = {
      from: chatIdOf(visitor),
      into: chatIdOf(actor.id),
      actor,
      shards: environment.INBOX_SHARDS,
      retentionDays: environment.RETENTION_DAYS,
      now,
    };
    const result: Joined = { joined: await join(table, request, timeSlice(now)) };
    return json(result.joined ? 200 : 202, result);
  },
});

/**
 * The visitor's id. A wrong token is not `unauthorized`, because the client would renew the
 * caller's own token.
 */
async function visitorOf(keys: Keys, token: string, now: Date): Promise<string> {
  const { user } = await verifyUser(keys, token, now).catch((error: unknown) => {
    if (!(error instanceof UnauthorizedError)) throw error;
    throw new InvalidRequestError(`visitor_token: ${error.message}`);
  });
  if (user.kind === 'visitor') return user.id;
  throw new ForbiddenError('The chat of a signed-in user cannot be joined.');
}
