import type * as v from 'valibot';
import { ROUTES, SendMessageBodySchema } from '../../../protocol/index.ts';
import { sendMessage } from '../../data/send-message.ts';
import type { Actor } from '../../domain/actor.ts';
import { chatIdOf } from '../../domain/chat-id.ts';
import { toOutgoingMessage } from '../../domain/outgoing-message.ts';
import { idsOf } from '../../middleware/logger.ts';
import { chatIdParam } from '../params.ts';
import { json } from '../response.ts';
import { defineRoute } from '../route.ts';
import type { Services } from '../services.ts';

/** [H3] Sends a message in the user's own chat, for clients without a WebSocket. */
export const sendOwnMessage = defineRoute(ROUTES.sendMessage, {
  caller: 'user',
  body: SendMessageBodySchema,
  handle: ({ actor, body }, services) => send(services, actor, chatIdOf(actor.id), body),
});

/** [H8] Replies in any existing chat, as an admin. */
export const sendChatMessage = defineRoute(ROUTES.sendChatMessage, {
  caller: 'admin',
  body: SendMessageBodySchema,
  handle: ({ actor, body, request }, services) => send(services, actor, chatIdParam(request), body),
});

async function send(
  { table, environment, log, now }: Services,
  actor: Actor,
  chat_id: string,
  body: v.InferOutput<typeof SendMessageBodySchema>,
) {
  const message = await sendMessage(table, {
    actor,
    outgoing: toOutgoingMessage({ chat_id, ...body }, environment),
    shards: environment.INBOX_SHARDS,
    retentionDays: environment.RETENTION_DAYS,
    limits: environment.LIMITS,
    now,
  });
  log('message stored', idsOf(message));
  return json(201, { message });
}
