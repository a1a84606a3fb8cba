import { type Accessor, createSignal, onCleanup } from 'solid-js';

/** `gone`: left, but perhaps kept by the browser, frozen, for the way back. */
export type PageVisibility = 'visible' | 'hidden' | 'gone';

/** Whether somebody can see the page. */
export function createPageVisibility(): Accessor<PageVisibility> {
  const current = () => (document.hidden ? 'hidden' : 'visible');
  const [visibility, setVisibility] = createSignal<PageVisibility>(current());
  const onChange = () => setVisibility((before) => (before === 'gone' ? before : current()));
  const onHide = () => setVisibility('gone');
  const onShow = () => setVisibility(current());
  document.addEventListener('visibilitychange', onChange);
  addEventListener('pagehide', onHide);
  addEventListener('pageshow', onShow);
  onCleanup(() => {
    document.removeEventListener('visibilitychange', onChange);
    removeEventListener('pagehide', onHide);
    removeEventListener('pageshow', onShow);
  });
  return visibility;
}
