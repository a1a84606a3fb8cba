import { createEffect, createSignal, onCleanup, untrack } from 'solid-js';
import { ApiError } from '../../../web-client/api-error.ts';
import { usePanel } from '../context.ts';
import { DRAFT_KEY } from '../create-draft.ts';
import { VISITOR_SCOPE, VISITOR_TOKEN_KEY } from '../identity.ts';
import { scopedStorage, type WidgetStorage } from '../storage.ts';
import { type Asked, Question } from './Question.tsx';
import { chatOf, codeOf } from './requests.ts';
import { dropVisitor, forgetVisitor, hasUnsent, moveUnsent } from './visitor-storage.ts';
import type { Words } from './words/en.ts';

type State = 'looking' | 'asking' | 'adding' | 'failed' | 'limited' | 'never';

/** An older conversation is not offered: somebody else may have used this browser. */
const KEPT_MS = 24 * 60 * 60 * 1_000;
const RETRY_MS = 10_000;

/**
 * [U16] Asks a user who has signed in whether to add the conversation that this browser's visitor had. It
 * shows nothing of what was written: the visitor may have been somebody else.
 */
export function JoinQuestion(props: { origin: string }) {
  const { strings } = usePanel();
  const { state, add, startFresh, leave } = createJoin(props.origin);
  return <Question ask={(words) => askedIn(words, state())} />;

  function askedIn(said: Words, now: State): Asked | undefined {
    if (now === 'looking') return undefined;
    if (now === 'never') return { text: said.neverAdded, hide: leave };
    if (now === 'limited') return { text: said.limited };
    const fresh = { label: said.fresh, act: startFresh };
    if (now === 'failed') {
      return { text: said.addFailed, choices: [{ label: strings.tryAgain, act: add }, fresh] };
    }
    const isBusy = now === 'adding';
    const choices = [{ label: said.add, act: add }, fresh];
    return { text: said.askToAdd, isBusy, choices, ...(isBusy && { quote: said.adding }) };
  }
}

/** Looks for the visitor's conversation and carries out the user's answer; `leave` ends the question. */
function createJoin(origin: string) {
  const { root, session, storage } = usePanel();
  const [state, setState] = createSignal<State>('looking');
  const user = session.identity()?.scope ?? '';
  const visitor = storage.get(VISITOR_TOKEN_KEY) ?? '';
  const leave = () => session.ask();
  let isGone = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  // Another tab has had the answer.
  onCleanup(storage.onOthers(() => storage.get(VISITOR_TOKEN_KEY) !== visitor && leave()));
  createEffect(() => {
    const scope = session.identity()?.scope;
    if (scope && scope !== user) leave();
  });
  onCleanup(() => {
    isGone = true;
    clearTimeout(timer);
  });
  void look();

  /** Of a conversation without a message, or one of yesterday, there is nothing to ask. */
  async function look(): Promise<void> {
    try {
      const last = (await chatOf(origin, visitor)).messages.at(-1);
      if (isGone) return;
      if (last && Date.now() - Date.parse(last.created_at) > KEPT_MS) startFresh();
      else if (last || hasUnsent(storage)) setState('asking');
      else leaveVisitor();
    } catch (error) {
      if (isGone) return;
      // The server no longer knows this visitor.
      if (/unauthorized|not_found/.test(codeOf(error))) startFresh();
      else timer = setTimeout(() => void look(), RETRY_MS);
    }
  }

  async function add(): Promise<void> {
    const live = untrack(session.live);
    if (!live) return;
    setState('adding');
    try {
      await live.join(visitor);
      if (isGone) return;
      takeOverDraft(root, storage);
      const isLeft = hasUnsent(storage);
      moveUnsent(storage, user);
      startFresh();
      if (isLeft) session.reopen();
      else live.chat.reload();
    } catch (error) {
      if (!isGone) fail(error);
    }
  }

  function fail(error: unknown): void {
    const code = codeOf(error);
    if (error instanceof ApiError && code === 'rate_limited') {
      setState('limited');
      timer = setTimeout(() => void add(), (error.retry_after ?? 1) * 1_000);
    } else if (/conflict|invalid_request|forbidden/.test(code)) {
      setState('never');
      dropVisitor(storage, user);
      forgetVisitor(storage, origin);
    } else setState('failed');
  }

  function startFresh(): void {
    forgetVisitor(storage, origin);
    leaveVisitor();
  }

  function leaveVisitor(): void {
    dropVisitor(storage, user);
    leave();
  }

  return { state, add, startFresh, leave };
}

/** What the visitor was still writing goes before what the user has begun. */
function takeOverDraft(root: ShadowRoot, storage: WidgetStorage): void {
  const draft = scopedStorage(storage, VISITOR_SCOPE).get(DRAFT_KEY);
  const field = root.querySelector<HTMLTextAreaElement>('.panel textarea');
  if (!draft || !field) return;
  field.value = [draft, field.value].filter(Boolean).join('\n');
  field.dispatchEvent(new Event('input'));
}
