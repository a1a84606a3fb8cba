import { type Accessor, createContext, createSignal, type ParentProps, useContext } from 'solid-js';

/** Lets other parts of the page focus a row of the inbox. */
export type RowFocusRequest = {
  /** The row to focus; a new object for each request. */
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
