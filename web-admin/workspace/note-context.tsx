import { type Accessor, createContext, createSignal, type ParentProps, useContext } from 'solid-js';

/** One piece of news about what somebody has just done, until they do the next thing. */
export type Note = {
  readonly text: Accessor<string | undefined>;
  show(text: string): void;
  dismiss(): void;
};

const NoteContext = createContext<Note>();

export function NoteProvider(props: ParentProps) {
  const [text, setText] = createSignal<string>();
  const note = { text, show: setText, dismiss: () => setText(undefined) };
  return <NoteContext.Provider value={note}>{props.children}</NoteContext.Provider>;
}

export function useNote(): Note {
  const note = useContext(NoteContext);
  if (note === undefined) throw new Error('useNote needs a NoteProvider around it');
  return note;
}
