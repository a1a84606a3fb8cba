import {
  type Accessor,
  createEffect,
  createMemo,
  createSignal,
  onCleanup,
  untrack,
} from 'solid-js';
import type { KeyValueStore } from '../../web-client/types.ts';
import { usePanel } from './context.ts';
import { scopedStorage } from './storage.ts';

/** The key of the draft in a person's part of the storage. */
export const DRAFT_KEY = 'draft';

export type Draft = {
  readonly text: Accessor<string>;
  /** The text as it was typed in this tab. */
  type(value: string): void;
};

/**
 * What is being written in the text box. It outlives a reload as soon as it is known who writes, for
 * that person alone.
 */
export function createDraft(field: Accessor<HTMLElement | undefined>): Draft {
  const { session, storage, suggestion, forgetSuggestion } = usePanel();
  const [text, setText] = createSignal('');
  let isTypedHere = false;
  const drafts = createMemo(() => {
    const scope = session.identity()?.scope;
    return scope ? scopedStorage(storage, scope) : undefined;
  });

  createEffect(() => {
    const own = drafts();
    if (!own) return;
    // A text that was begun before the person was known is added to their stored draft.
    write([own.get(DRAFT_KEY), untrack(text)].filter(Boolean).join('\n'));
    onCleanup(own.onOthers(() => takeOver(own)));
  });
  createEffect(() => {
    const text = suggestion();
    if (text === undefined || !drafts()) return;
    forgetSuggestion();
    suggest(text);
  });

  /** Shows the text that another tab stored, unless the user is writing in this one. */
  function takeOver(own: KeyValueStore): void {
    if (isTypedHere && document.hasFocus() && field()?.matches(':focus')) return;
    isTypedHere = false;
    setText(own.get(DRAFT_KEY) ?? '');
  }

  /** A suggestion is not stored, and never replaces a text of the user. */
  function suggest(value: string): void {
    if (!untrack(text) && !drafts()?.get(DRAFT_KEY)) setText(value);
  }

  function write(value: string): void {
    setText(value);
    if (value) drafts()?.set(DRAFT_KEY, value);
    else drafts()?.remove(DRAFT_KEY);
  }

  return {
    text,
    type(value) {
      isTypedHere = true;
      write(value);
    },
  };
}
