import { type Accessor, createSignal, onCleanup } from 'solid-js';

/** `gone`: left, but the browser may keep it frozen and bring it back. */
export type PageVisibility = 'visible' | 'hidden' | 'gone';

/** Whether the page can be seen. */
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
