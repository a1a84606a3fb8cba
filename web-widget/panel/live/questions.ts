import {
  type SupportChat,
  SupportChatSchema,
  type TicketPreview,
  TicketPreviewSchema,
  VisitorSchema,
} from '../../../protocol/index.ts';
import { askServer } from './ask-server.ts';

/** The chat of whoever a token names. */
export const chatOf = (origin: string, token: string): Promise<SupportChat> =>
  askServer(origin, 'GET /api/support_chat', SupportChatSchema, token);

/** Whose conversation the ticket of an emailed link is for. */
export const previewOf = (origin: string, ticket: string): Promise<TicketPreview> =>
  askServer(origin, 'POST /api/email/ticket', TicketPreviewSchema, '', { ticket });

/** Uses a ticket up, and yields the token of the conversation's visitor. */
export const acceptTicket = async (origin: string, ticket: string): Promise<string> => {
  const body = { ticket, accept: true };
  return (await askServer(origin, 'POST /api/email/ticket', VisitorSchema, '', body)).token;
};
