import { createSignal } from 'solid-js';
import type { CannedReply } from '../../../protocol/index.ts';
import { ApiError } from '../../../web-client/index.ts';
import { charactersLeft } from '../../../web-client/message-length.ts';
import type { CannedReplies } from './create-canned-replies.ts';
import { nameProblem } from './name-problem.ts';
import { problemText } from './problem-text.ts';

/** What stands in the way of saving: a colleague's text, or that they have deleted theirs. */
export type Conflict = { readonly theirs: CannedReply | undefined };

/** One canned reply being written. `onDone` is told when it is saved or deleted. */
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
  const [isTried, setIsTried] = createSignal(false);
  let base = reply;

  const nameNote = () => (isTried() ? nameProblem(name()) : '');
  const contentNote = () => (isTried() && content().trim() === '' ? 'Write the text.' : '');
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
    setIsTried(true);
    if (isComplete()) void run(() => canned.save(name(), content(), base?.updated_at));
  }

  function takeTheirs(): void {
    setContent(base?.content ?? content());
    setConflict(undefined);
  }

  return {
    name,
    setName,
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
