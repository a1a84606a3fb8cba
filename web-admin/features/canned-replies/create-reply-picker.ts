import { type Accessor, createMemo, createSignal, createUniqueId } from 'solid-js';
import type { CannedReply } from '../../../protocol/index.ts';
import { insertText } from '../../shared/text/insert-text.ts';
import type { CannedReplies } from './create-canned-replies.ts';
import { matchingReplies } from './matching-replies.ts';
import { type SlashWord, slashWordAt } from './slash-word.ts';

/** The list of canned replies that opens while `/name` is typed into a box. Its end leads to the editor. */
export type ReplyPickerModel = {
  readonly id: string;
  readonly isOpen: Accessor<boolean>;
  readonly matches: Accessor<readonly CannedReply[]>;
  /** The option that Enter takes: a name, `EDIT`, or none. */
  readonly active: Accessor<string | undefined>;
  optionId(name: string): string;
  /** Told whenever the text or the caret of the box may have changed. */
  follow(): void;
  /** True when the key was the list's, not the box's. */
  takesKey(event: KeyboardEvent): boolean;
  choose(name: string): void;
};

/** Stands for the option that opens the editor; no canned reply has this name. */
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
  /** Where the word begins whose list was closed by hand. */
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
    insertText(element, place, matches().find((reply) => reply.name === name)?.content ?? '');
    if (name === EDIT) onEdit();
  }

  function chooseActive(): boolean {
    const name = active();
    if (name !== undefined) choose(name);
    // While the list is still loading, the name must not go out as an answer.
    return name !== undefined || canned.state() === 'loading';
  }

  function close(): boolean {
    closedAt = word()?.start;
    setWord(undefined);
    return true;
  }

  function act(key: string): boolean {
    switch (key) {
      case 'ArrowDown':
      case 'ArrowUp':
        move(key === 'ArrowDown' ? 1 : -1);
        return true;
      case 'Enter':
      case 'Tab':
        return chooseActive();
      case 'Escape':
        return close();
      default:
        return false;
    }
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
