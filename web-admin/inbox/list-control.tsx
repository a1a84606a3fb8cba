import { type Accessor, createContext, createSignal, type ParentProps, useContext } from 'solid-js';

/** What other parts ask of the list. */
export type ListControl = {
  /** The row that is to get the focus; each time it is asked for anew. */
  readonly wanted: Accessor<{ readonly id: string } | undefined>;
  focusRow(id: string): void;
};

const ListControlContext = createContext<ListControl>();

export function ListControlProvider(props: ParentProps) {
  const [wanted, setWanted] = createSignal<{ id: string }>();
  const control: ListControl = { wanted, focusRow: (id) => setWanted({ id }) };
  return (
    <ListControlContext.Provider value={control}>{props.children}</ListControlContext.Provider>
  );
}

export function useListControl(): ListControl {
  const control = useContext(ListControlContext);
  if (control === undefined)
    throw new Error('useListControl needs a ListControlProvider around it');
  return control;
}
