import { createEffect, onCleanup } from 'solid-js';
import styles from './LoadMore.module.css';

type LoadMoreProps = {
  isLoading: boolean;
  /** How many rows stand above. */
  count: number;
  onLoad: () => void;
};

/** Loads the next page when it comes near the screen; the button serves where that does not happen. */
export function LoadMore(props: LoadMoreProps) {
  let button: HTMLButtonElement | undefined;

  function onNear([entry]: IntersectionObserverEntry[]): void {
    if (entry?.isIntersecting && !props.isLoading) props.onLoad();
  }

  // Watched anew after each page that came, since the next may be near already; after a page that
  // failed the button is left to the reader.
  createEffect(() => {
    if (props.count === 0 || button === undefined) return;
    const root = button.parentElement;
    const observer = new IntersectionObserver(onNear, { root, rootMargin: '400px' });
    observer.observe(button);
    onCleanup(() => observer.disconnect());
  });

  return (
    <button
      ref={button}
      type="button"
      class={`button plain ${styles.more}`}
      disabled={props.isLoading}
      onClick={() => props.onLoad()}
    >
      {props.isLoading ? 'Loading…' : 'Load more'}
    </button>
  );
}
