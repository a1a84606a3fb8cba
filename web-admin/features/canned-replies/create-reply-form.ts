import { createSignal } from 'solid-js';
import * as v from 'valibot';
import {
  CANNED_REPLIES_MAX,
  type CannedReply,
  CannedReplyNameSchema,
} from '../../../protocol/index.ts';
import { ApiError } from '../../../web-client/index.ts';
import { charactersLeft } from '../../../web-client/message-length.ts';
import type { CannedReplies } from './create-canned-replies.ts';

/** Why a reply could not be saved: a teammate changed it, or deleted it (`theirs` is undefined). */
export type Conflict = { readonly theirs: CannedReply | undefined };

/** One canned reply being written. `onDone` is called when it is saved or deleted. */
export function createReplyForm(
  canned: CannedReplies,
  reply: CannedReply | undefined,
  onDone: () => void,
) {
  const [name, setName] = createSignal(reply?.name ?? '');
  const [content, setContent] = createSignal(reply?.content ?? '');
  const [problem, setProblem] = createSignal('');
  const [conflict, setConflict] = createSignal<Conflict>();
  const [isBusy, setIsBusy] = createSignal(false);
  const [hasTried, setHasTried] = createSignal(false);
  let base = reply;

  const nameNote = () => (hasTried() ? nameProblem(name()) : '');
  const contentNote = () => (hasTried() && content().trim() === '' ? 'Write the text.' : '');
  const isComplete = () =>
    nameProblem(name()) === '' && content().trim() !== '' && charactersLeft(content()) >= 0;

  async function run(action: () => Promise<void>): Promise<void> {
    if (isBusy()) return;
    setIsBusy(true);
    setProblem('');
    setConflict(undefined);
    await action().then(onDone, fail);
    setIsBusy(false);
  }

  async function fail(error: unknown): Promise<void> {
    if (!(error instanceof ApiError) || error.code !== 'conflict') {
      setProblem(problemText(error));
      return;
    }
    await canned.load();
    base = canned.list().find((other) => other.name === name());
    setConflict({ theirs: base });
  }

  function save(): void {
    setHasTried(true);
    if (isComplete()) void run(() => canned.save(name(), content(), base?.updated_at));
  }

  function takeTheirs(): void {
    setContent(base?.content ?? content());
    setConflict(undefined);
  }

  return {
    name,
    setName: (typed: string) => setName(asName(typed)),
    content,
    setContent,
    nameNote,
    contentNote,
    problem,
    conflict,
    isBusy,
    save,
    takeTheirs,
    remove: () => void run(() => canned.remove(name())),
  };
}

/** What is wrong with the name of a canned reply; empty when nothing is. */
export function nameProblem(name: string): string {
  if (name === '') return 'Give it a name.';
  const isName = v.is(CannedReplyNameSchema, name);
  return isName ? '' : 'Use up to 32 lowercase letters, digits and hyphens.';
}

/** Turns capital letters, spaces and a leading slash into a valid name. */
export function asName(typed: string): string {
  return typed.toLowerCase().replace(/\s+/g, '-').replace(/^\//, '');
}

function problemText(error: unknown): string {
  const code = error instanceof ApiError ? error.code : 'internal';
  switch (code) {
    case 'too_large':
      return `You have reached the limit of ${CANNED_REPLIES_MAX} canned replies. Delete one first.`;
    case 'rate_limited':
      return 'Too many changes at once. Wait a moment and try again.';
    default:
      return 'That did not work. Check your connection and try again.';
  }
}
