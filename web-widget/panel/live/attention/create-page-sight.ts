import { type Accessor, createSignal, onCleanup } from 'solid-js';

/** `gone`: left, but perhaps kept by the browser, frozen, for the way back. */
export type PageSight = 'visible' | 'hidden' | 'gone';

/** Whether somebody can see the page. */
export function createPageSight(): Accessor<PageSight> {
  const look = () => (document.hidden ? 'hidden' : 'visible');
  const [sight, setSight] = createSignal<PageSight>(look());
  const onChange = () => setSight((before) => (before === 'gone' ? before : look()));
  const onHide = () => setSight('gone');
  const onShow = () => setSight(look());
  document.addEventListener('visibilitychange', onChange);
  addEventListener('pagehide', onHide);
  addEventListener('pageshow', onShow);
  onCleanup(() => {
    document.removeEventListener('visibilitychange', onChange);
    removeEventListener('pagehide', onHide);
    removeEventListener('pageshow', onShow);
  });
  return sight;
}
