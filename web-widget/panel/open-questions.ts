import { createEffect } from 'solid-js';
import { usePanel } from './context.ts';
import { VISITOR_TOKEN_KEY } from './identity.ts';

/** What an emailed link has for a fragment; behind a `=` stands what it carries. */
const CHAT_LINK = '#support-chat';

const importQuestions = () => import('./question/index.tsx');

/**
 * Asks users who have signed in about the conversation that this browser's visitor had. Returns what
 * takes the link that the page was opened by out of the address, and asks about its conversation.
 */
export function createQuestions(origin: string): { followLink(): void } {
  const { session, storage, isOpen } = usePanel();
  createEffect(() => {
    const isLinked = /connected|polling/.test(`${session.live()?.connectionState()}`);
    const isUser = isLinked && session.identity()?.token;
    if (!isOpen() || !isUser || session.question() || !storage.get(VISITOR_TOKEN_KEY)) return;
    // Where it cannot be fetched, the next opening or connection asks.
    void importQuestions().then(
      ({ offerToJoin }) => offerToJoin(origin),
      () => {},
    );
  });

  async function follow(ticket: string): Promise<void> {
    await (await importQuestions()).followTicket(origin, ticket);
  }

  return {
    followLink() {
      const [link, ticket] = location.hash.split('=');
      if (link !== CHAT_LINK) return;
      // The link alone changes nothing: the person in front of the browser is asked first.
      history.replaceState(history.state, '', location.pathname + location.search);
      if (ticket?.includes('.')) session.hold(follow(ticket));
    },
  };
}
