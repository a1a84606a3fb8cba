import { type Accessor, createContext, createSignal, type ParentProps, useContext } from 'solid-js';

/** A short notice about what the person has just done. */
export type Toast = {
  readonly text: string;
  readonly action?: { readonly label: string; run(): void };
  /** How long it stays while nobody points at it; undefined: until it is dismissed. */
  readonly lastsMs?: number;
  /** Gets the focus: the element that had it is gone. */
  readonly takesFocus?: boolean;
};

/** One toast at a time: a new one replaces the one before. */
export type Toasts = {
  readonly current: Accessor<Toast | undefined>;
  /** Shows a toast; the returned function removes it, if it is still there. */
  show(toast: Toast): () => void;
  dismiss(): void;
};

const ToastContext = createContext<Toasts>();

export function ToastProvider(props: ParentProps) {
  const [current, setCurrent] = createSignal<Toast>();
  const toasts: Toasts = {
    current,
    show(toast) {
      setCurrent(toast);
      return () => {
        setCurrent((shown) => (shown === toast ? undefined : shown));
      };
    },
    dismiss: () => setCurrent(undefined),
  };
  return <ToastContext.Provider value={toasts}>{props.children}</ToastContext.Provider>;
}

export function useToasts(): Toasts {
  const toasts = useContext(ToastContext);
  if (toasts === undefined) throw new Error('useToasts needs a ToastProvider around it');
  return toasts;
}
