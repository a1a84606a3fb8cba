import { type Accessor, createContext, createSignal, type ParentProps, useContext } from 'solid-js';

/** What other parts ask of the list. */
export type RowFocusRequest = {
  /** The row that is to get the focus; each time it is asked for anew. */
  readonly wanted: Accessor<{ readonly id: string } | undefined>;
  focusRow(id: string): void;
};

const RowFocusRequestContext = createContext<RowFocusRequest>();

export function RowFocusRequestProvider(props: ParentProps) {
  const [wanted, setWanted] = createSignal<{ id: string }>();
  const control: RowFocusRequest = { wanted, focusRow: (id) => setWanted({ id }) };
  return (
    <RowFocusRequestContext.Provider value={control}>
      {props.children}
    </RowFocusRequestContext.Provider>
  );
}

export function useRowFocusRequest(): RowFocusRequest {
  const control = useContext(RowFocusRequestContext);
  if (control === undefined)
    throw new Error('useListControl needs a ListControlProvider around it');
  return control;
}
