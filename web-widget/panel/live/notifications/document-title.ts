import type { Titled } from './title-count.ts';

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
