import { createEffect, createMemo, createSignal, onCleanup, untrack } from 'solid-js';
import type { TicketPreview } from '../../../protocol/index.ts';
import { ApiError } from '../../../web-client/api-error.ts';
import { usePanel } from '../context.ts';
import { VISITOR_SCOPE, VISITOR_TOKEN_KEY } from '../identity.ts';
import { type Asked, Question } from './Question.tsx';
import { acceptTicket, chatOf, codeOf, previewOf } from './requests.ts';
import type { Words } from './words/en.ts';

type TicketQuestionProps = {
  /** The chat's own address, without a slash at the end. */
  origin: string;
  ticket: string;
  chatId: string;
  /** Told once, when the question is answered or there is none. */
  onSettled(): void;
};

type State =
  | { readonly step: 'looking' }
  | { readonly step: 'asking' | 'accepting'; readonly preview: TicketPreview }
  | { readonly step: 'over'; readonly says: Remark; again?(): void };

type Remark = 'ended' | 'erased' | 'limited' | 'failed' | 'signedIn';

/** What is over sooner would only flicker. */
const LOOKING_DELAY_MS = 700;

/** [S8] Asks the user who followed an emailed link whether the conversation is theirs. Nothing changes before. */
export function TicketQuestion(props: TicketQuestionProps) {
  const { strings } = usePanel();
  const { state, setState, isLong, accept, leave } = createTicket(props);
  return <Question ask={(words) => askedIn(words, state())} />;

  function askedIn(said: Words, now: State): Asked | undefined {
    if (now.step === 'looking') return isLong() ? { text: said.looking, hide: leave } : undefined;
    if (now.step === 'over') {
      const { again } = now;
      const choices = again && [
        {
          label: strings.tryAgain,
          act() {
            setState({ step: 'looking' });
            again();
          },
        },
      ];
      return { text: said[now.says], hide: leave, ...(choices && { choices }) };
    }
    const { preview } = now;
    const email = preview.masked_email;
    const isBusy = now.step === 'accepting';
    return {
      text: email ? said.continueOf(email) : said.continueIt,
      quote: isBusy ? said.wait : preview.last_preview,
      isBusy,
      choices: [
        { label: said.yes, act: () => void accept(preview) },
        { label: said.no, act: leave },
      ],
    };
  }
}

/** Finds out whose conversation it is, and carries out what the user answers. */
function createTicket(props: TicketQuestionProps) {
  const { session, storage } = usePanel();
  const [state, setState] = createSignal<State>({ step: 'looking' });
  const [isLong, setIsLong] = createSignal(false);
  const leave = () => session.ask();
  const scope = createMemo(() => session.identity()?.scope);
  let lookedFor: string | undefined;
  let ownToken: string | null = null;
  let isGone = false;
  let retry: ReturnType<typeof setTimeout> | undefined;

  const delay = setTimeout(() => setIsLong(true), LOOKING_DELAY_MS);
  createEffect(() => {
    const found = scope();
    if (found && found !== lookedFor) untrack(() => void look(found));
  });
  onCleanup(
    storage.onOthers(() => {
      // Another tab may have continued the conversation by now.
      const isOther = storage.get(VISITOR_TOKEN_KEY) !== ownToken;
      if (isOther && lookedFor && state().step === 'asking') void look(lookedFor);
    }),
  );
  onCleanup(() => {
    isGone = true;
    clearTimeout(delay);
    clearTimeout(retry);
    props.onSettled();
  });

  /** Finds out whose conversation it is. Only one that is unknown here needs a question. */
  async function look(whose: string): Promise<void> {
    lookedFor = whose;
    ownToken = storage.get(VISITOR_TOKEN_KEY);
    const isCurrent = () => !isGone && lookedFor === whose;
    try {
      const own = ownToken && (await findChatId(props.origin, ownToken));
      if (!isCurrent()) return;
      if (own === props.chatId) return leave();
      if (whose !== VISITOR_SCOPE) return say('signedIn');
      const preview = await previewOf(props.origin, props.ticket);
      if (isCurrent()) setState({ step: 'asking', preview });
    } catch (error) {
      if (isCurrent()) fail(error, () => void look(whose));
    }
  }

  async function accept(preview: TicketPreview): Promise<void> {
    const who = session.identity();
    setState({ step: 'accepting', preview });
    try {
      const token = await acceptTicket(props.origin, props.ticket);
      if (isGone) return;
      // A user has signed in meanwhile and must not be replaced.
      if (session.identity() !== who) return say('ended');
      storage.set(VISITOR_TOKEN_KEY, token);
      leave();
      session.reopen();
    } catch (error) {
      if (!isGone) fail(error, () => void accept(preview));
    }
  }

  function fail(error: unknown, again: () => void): void {
    const code = codeOf(error);
    if (code === 'unauthorized') say('ended');
    else if (code === 'not_found') say('erased');
    else if (error instanceof ApiError && code === 'rate_limited') {
      setState({ step: 'over', says: 'limited' });
      retry = setTimeout(again, (error.retry_after ?? 1) * 1_000);
    } else say('failed', again);
  }

  /** Ends the waiting: the user goes on with the conversation they have. */
  function say(says: Remark, again?: () => void): void {
    setState({ step: 'over', says, ...(again && { again }) });
    props.onSettled();
  }

  return { state, setState, isLong, accept, leave };
}

/** The id of a visitor's chat; undefined if the server no longer knows the visitor. */
async function findChatId(origin: string, token: string): Promise<string | undefined> {
  try {
    return (await chatOf(origin, token)).id;
  } catch (error) {
    if (codeOf(error) === 'unauthorized') return undefined;
    throw error;
  }
}
