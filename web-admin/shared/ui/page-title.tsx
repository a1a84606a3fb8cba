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
  /** Names the browser tab until the returned function is called. The last of several counts. */
  add(title: Accessor<string>): () => void;
  /** The number before the title; 0 for none. */
  showCount(count: number): void;
};

const PageTitleContext = createContext<PageTitle>();

/** Controls the title of the browser tab for everything inside. */
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

function usePageTitle(): PageTitle {
  const title = useContext(PageTitleContext);
  if (title === undefined) throw new Error('usePageTitle needs a PageTitleProvider around it');
  return title;
}

/** Names the browser tab while its owner exists. */
export function createPageTitle(title: Accessor<string>): void {
  onCleanup(usePageTitle().add(title));
}

/** Puts a number before the title of the browser tab while its owner exists. */
export function createTitleCount(count: Accessor<number>): void {
  const { showCount } = usePageTitle();
  createEffect(() => showCount(count()));
  onCleanup(() => showCount(0));
}
