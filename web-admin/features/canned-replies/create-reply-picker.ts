import { type Accessor, createMemo, createSignal, createUniqueId } from 'solid-js';
import type { CannedReply } from '../../../protocol/index.ts';
import { insertText } from '../../../web-shared/insert-text.ts';
import type { CannedReplies } from './create-canned-replies.ts';

/** The list of canned replies that opens while `/name` is typed. Its last option opens the editor. */
export type ReplyPickerModel = {
  readonly id: string;
  readonly isOpen: Accessor<boolean>;
  readonly matches: Accessor<readonly CannedReply[]>;
  /** The option that Enter takes: a name, `EDIT`, or none. */
  readonly active: Accessor<string | undefined>;
  optionId(name: string): string;
  /** To be called when the text or the caret of the box may have changed. */
  follow(): void;
  /** True when the key was for the list, not for the box. */
  takesKey(event: KeyboardEvent): boolean;
  choose(name: string): void;
};

/** The option that opens the editor; no canned reply has this name. */
export const EDIT = '';

type ReplyPickerOptions = {
  canned: CannedReplies;
  box: () => HTMLTextAreaElement | undefined;
  onEdit: () => void;
};

export function createReplyPicker({ canned, box, onEdit }: ReplyPickerOptions): ReplyPickerModel {
  const id = createUniqueId();
  const [word, setWord] = createSignal<SlashWord>();
  const [chosen, setChosen] = createSignal<string>();
  /** Where the word begins whose list was closed with Escape. */
  let closedAt: number | undefined;

  const matches = createMemo(() => matchingReplies(canned.list(), word()?.query ?? ''));
  const names = createMemo(() => [...matches().map(({ name }) => name), EDIT]);
  const active = createMemo(() => names().find((name) => name === chosen()) ?? matches()[0]?.name);
  const isOpen = createMemo(() => {
    const query = word()?.query;
    if (query === undefined) return false;
    return query === '' || canned.state() === 'loading' || matches().length > 0;
  });

  function follow(): void {
    const element = box();
    const isFocused = element !== undefined && element === document.activeElement;
    const found = isFocused ? slashWordAt(element.value, element.selectionEnd) : undefined;
    if (found?.start !== closedAt) closedAt = undefined;
    if (found !== undefined && word() === undefined && closedAt === undefined) void canned.load();
    if (found?.query !== word()?.query) setChosen(undefined);
    setWord(closedAt === undefined ? found : undefined);
  }

  function move(step: number): void {
    const all = names();
    setChosen(all[(all.indexOf(active() ?? EDIT) + step + all.length) % all.length]);
  }

  function choose(name: string): void {
    const element = box();
    const place = word();
    if (element === undefined || place === undefined) return;
    setWord(undefined);
    insertText(
      element,
      matches().find((reply) => reply.name === name)?.content ?? '',
      place.start,
      place.end,
    );
    if (name === EDIT) onEdit();
  }

  function chooseActive(): boolean {
    const name = active();
    if (name !== undefined) choose(name);
    // While the list is loading, Enter must not send the typed name as a reply.
    return name !== undefined || canned.state() === 'loading';
  }

  function close(): boolean {
    closedAt = word()?.start;
    setWord(undefined);
    return true;
  }

  function act(key: string): boolean {
    if (key === 'ArrowDown' || key === 'ArrowUp') move(key === 'ArrowDown' ? 1 : -1);
    else if (key === 'Enter' || key === 'Tab') return chooseActive();
    else if (key === 'Escape') return close();
    else return false;
    return true;
  }

  function takesKey(event: KeyboardEvent): boolean {
    if (!isOpen() || event.shiftKey || event.isComposing) return false;
    const isTaken = act(event.key);
    if (isTaken) event.preventDefault();
    return isTaken;
  }

  const optionId = (name: string) => `${id}-${name}`;
  return { id, isOpen, matches, active, optionId, follow, takesKey, choose };
}

/** A `/name` that is being typed: its place in the text, and what follows the slash so far. */
export type SlashWord = { readonly start: number; readonly end: number; readonly query: string };

/** The word at the caret, if it begins with a slash and could become the name of a canned reply. */
export function slashWordAt(text: string, caret: number): SlashWord | undefined {
  const query = /(?:^|\s)\/([a-z0-9-]{0,32})$/i.exec(text.slice(0, caret))?.[1];
  const isAtEndOfWord = !/^\S/.test(text.slice(caret));
  if (query === undefined || !isAtEndOfWord) return undefined;
  return { start: caret - query.length - 1, end: caret, query: query.toLowerCase() };
}

/** The replies whose name contains the query; those that begin with it come first. */
export function matchingReplies(replies: readonly CannedReply[], query: string): CannedReply[] {
  const found = replies.filter(({ name }) => name.includes(query));
  const isFirst = ({ name }: CannedReply) => name.startsWith(query);
  return [...found.filter(isFirst), ...found.filter((reply) => !isFirst(reply))];
}
