import { jwtClaims } from '../../../web-client/jwt-claims.ts';
import { usePanel } from '../context.ts';
import { JoinQuestion } from './JoinQuestion.tsx';
import { TicketQuestion } from './TicketQuestion.tsx';

/**
 * Asks whether to continue the conversation of an emailed link in this browser.
 * Resolves once it is known whose conversation it is from now on, and at once for what is no ticket.
 */
export function followTicket(origin: string, ticket: string): Promise<void> {
  const { session } = usePanel();
  const chatId = chatIdIn(ticket);
  return new Promise((resolve) => {
    if (chatId === undefined) resolve();
    else {
      const given = { origin, ticket, chatId, onSettled: resolve };
      session.ask(() => () => <TicketQuestion {...given} />);
    }
  });
}

/** Asks the user who has signed in about the conversation that this browser's visitor had. */
export function offerToJoin(origin: string): void {
  const { session } = usePanel();
  if (!session.question()) session.ask(() => () => <JoinQuestion origin={origin} />);
}

/** Only to know one's own conversation again: the server decides what a ticket is worth. */
function chatIdIn(ticket: string): string | undefined {
  const { chat_id } = jwtClaims(ticket);
  return typeof chat_id === 'string' ? chat_id : undefined;
}
