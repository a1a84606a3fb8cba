import {
  type Accessor,
  createContext,
  createEffect,
  createSignal,
  onCleanup,
  type ParentProps,
  useContext,
} from 'solid-js';

type PageTitle = {
  /** Names the browser tab until the result is called; of several the last one counts. */
  add(title: Accessor<string>): () => void;
  /** A number before whatever names the browser tab; 0 shows none. */
  showCount(count: number): void;
};

const PageTitleContext = createContext<PageTitle>();

/** Keeps the title of the browser tab for all that is inside. */
export function PageTitleProvider(props: ParentProps) {
  const before = document.title;
  const [titles, setTitles] = createSignal<readonly Accessor<string>[]>([]);
  const [count, setCount] = createSignal(0);
  createEffect(() => {
    const title = titles().at(-1)?.() ?? before;
    document.title = count() > 0 ? `(${count()}) ${title}` : title;
  });
  onCleanup(() => {
    document.title = before;
  });

  function add(title: Accessor<string>): () => void {
    setTitles((others) => [...others, title]);
    return () => setTitles((all) => all.filter((other) => other !== title));
  }
  return (
    <PageTitleContext.Provider value={{ add, showCount: setCount }}>
      {props.children}
    </PageTitleContext.Provider>
  );
}

export function usePageTitle(): PageTitle {
  const title = useContext(PageTitleContext);
  if (title === undefined) throw new Error('usePageTitle needs a PageTitleProvider around it');
  return title;
}
