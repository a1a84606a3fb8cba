import type { ErrorCode, SupportChat, TicketPreview } from '../../../protocol/index.ts';
import { ApiError } from '../../../web-client/api-error.ts';

/** What sends and reads them has come with the chat, or comes now: it is more than all of the question. */
const importLive = () => import('../live/index.ts');

/** The code of a request's error; `internal` without a response. */
export const codeOf = (error: unknown): ErrorCode =>
  error instanceof ApiError ? error.code : 'internal';

/** The chat of the person that a token names. */
export async function chatOf(origin: string, token: string): Promise<SupportChat> {
  const { askServer, SupportChatSchema } = await importLive();
  return askServer(origin, 'GET /api/support_chat', SupportChatSchema, token);
}

/** Whose conversation the ticket of an emailed link is for. */
export async function previewOf(origin: string, ticket: string): Promise<TicketPreview> {
  const { askServer, TicketPreviewSchema } = await importLive();
  return askServer(origin, 'POST /api/email/ticket', TicketPreviewSchema, '', { ticket });
}

/** Uses a ticket up, and yields the token of the conversation's visitor. */
export async function acceptTicket(origin: string, ticket: string): Promise<string> {
  const { askServer, VisitorSchema } = await importLive();
  const body = { ticket, accept: true };
  return (await askServer(origin, 'POST /api/email/ticket', VisitorSchema, '', body)).token;
}
