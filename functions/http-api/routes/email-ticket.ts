import { ROUTES, TicketBodySchema, type TicketPreview } from '../../../protocol/index.ts';
import { getChat } from '../../data/chats.ts';
import { confirmAddress } from '../../data/email-confirmations.ts';
import { isUsed, useUp } from '../../data/used-tickets.ts';
import { VISITOR_PREFIX } from '../../domain/actor.ts';
import type { Chat } from '../../domain/chat.ts';
import { UnauthorizedError } from '../../domain/errors.ts';
import { maskedEmail } from '../../domain/masked-email.ts';
import { verifyTicket } from '../../identity/email-links.ts';
import { issueVisitor } from '../../identity/users.ts';
import { json } from '../response.ts';
import { defineRoute } from '../route.ts';

/**
 * [S8] Shows which conversation an emailed link belongs to. With `accept`, it returns the visitor's
 * token once and confirms the address, because the user was asked.
 */
export const useTicket = defineRoute(ROUTES.useTicket, {
  caller: 'anyone',
  body: TicketBodySchema,
  async handle({ body, now }, services) {
    const keys = await services.keys(now);
    const ticket = await verifyTicket(keys, body.ticket, now);
    const chat = await getChat(services.table, ticket.chat_id);
    if (!chat.user_id.startsWith(VISITOR_PREFIX)) throw new UnauthorizedError();
    if (!body.accept) {
      if (await isUsed(services.table, ticket)) throw new UsedTicketError();
      return json(200, previewOf(chat));
    }
    // Before the ticket is used, so that a failure in between does not cost it. Confirms the
    // address that got the email: the visitor may have entered another one since.
    await confirmAddress(services.table, ticket.email_hash, now);
    const visitor = await issueVisitor(keys, now, chat.user_id);
    if (!(await useUp(services.table, ticket))) throw new UsedTicketError();
    return json(200, visitor);
  },
});

const previewOf = ({ user_email, last_message_preview }: Chat): TicketPreview => ({
  masked_email: user_email && maskedEmail(user_email),
  last_preview: last_message_preview,
});

class UsedTicketError extends UnauthorizedError {
  constructor() {
    super('This link has already been used. Open it in the email again.');
  }
}
