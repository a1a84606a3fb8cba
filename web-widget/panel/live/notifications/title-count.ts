/** The page, as far as its title goes. */
export type Titled = {
  title: string;
  /** What the browser shows of a page without a title. */
  readonly address: string;
};

export type TitleCount = {
  /** Puts the count before the title; 0 takes it away. */
  show(count: number): void;
  /** The page may have changed its title: what is shown comes before the new one. */
  keep(): void;
  /** The page's title without the count. */
  own(): string;
};

/**
 * A count in the page's title. The title stays the page's own: what the page makes of it meanwhile
 * is kept, and only what was written here is ever taken away.
 */
export function createTitleCount(page: Titled): TitleCount {
  let covered = '';
  let written = '';
  let shown = 0;

  const isWritten = () => written !== '' && page.title.includes(written);
  const own = () => (isWritten() ? page.title.replace(written, () => covered) : page.title);

  function show(count: number): void {
    covered = own();
    shown = count;
    written = count > 0 ? `(${count}) ${covered || page.address}` : '';
    const next = written || covered;
    if (page.title !== next) page.title = next;
  }

  return {
    show,
    keep() {
      if (shown > 0 && !isWritten()) show(shown);
    },
    own,
  };
}

/** The real page. A title that it did not have before goes again when it is emptied. */
export function documentTitle(): Titled {
  let made: Element | null = null;
  return {
    address: location.hostname,
    get title() {
      return document.title;
    },
    set title(title) {
      const had = find();
      document.title = title;
      if (!had) made = find();
      if (title === '') made?.remove();
    },
  };
}

const find = () => document.querySelector('head > title');
