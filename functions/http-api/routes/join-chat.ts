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
 * [U16] Joins the conversation that somebody had as a visitor into their account. Both tokens are
 * theirs. What does not fit into one request is left to the next: the same one, sent again.
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
    const answer: Joined = { joined: await join(table, request, timeSlice(now)) };
    return json(answer.joined ? 200 : 202, answer);
  },
});

/** The visitor's id. Not `unauthorized` for a wrong token: the caller's own one is good, and needs no renewal. */
async function visitorOf(keys: Keys, token: string, now: Date): Promise<string> {
  const { user } = await verifyUser(keys, token, now).catch((error: unknown) => {
    if (!(error instanceof UnauthorizedError)) throw error;
    throw new InvalidRequestError(`visitor_token: ${error.message}`);
  });
  if (user.kind === 'visitor') return user.id;
  throw new ForbiddenError('The chat of a signed-in user cannot be joined.');
}
