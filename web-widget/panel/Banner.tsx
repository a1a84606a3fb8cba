import { createMemo, Show } from 'solid-js';
import { createDelayed } from '../../web-shared/create-delayed.ts';
import { usePanel } from './context.ts';

const CONNECTING_DELAY_MS = 1_500;

/** What is wrong with the link, in a line, and what the reader can do about it. */
export function Banner() {
  const { session, strings, reachability } = usePanel();
  const isSlow = createDelayed(() =>
    session.live()?.link() === 'connecting' ? CONNECTING_DELAY_MS : undefined,
  );

  const notice = createMemo(() => {
    const problem = session.problem();
    const live = session.live();
    const link = live?.link();
    if (problem === 'identity_failed') return { text: strings.problem[problem], act: tryAgain };
    if (link === 'refused') return { text: strings.banner.refused, act: session.startAgain };
    if (link === 'offline') return { text: strings.banner.offline };
    if (reachability() === 'unreachable') return { text: strings.banner.unreachable };
    if (problem) return { text: strings.problem[problem], act: tryAgain };
    if (!live || !link || link === 'idle') return undefined;
    if (link === 'connecting' && !isSlow()) return undefined;
    if (live.view.is_limited) return { text: strings.banner.limited };
    if (link !== 'connected') return { text: strings.banner[link] };
    if (live.view.loading !== 'error') return undefined;
    return { text: strings.loadFailed, act: () => live.chat.reload() };
  });

  function tryAgain(): void {
    session.wake(true);
  }

  return (
    <div role="status">
      <Show when={notice()}>
        {(shown) => (
          <p class="banner">
            {shown().text}
            <Show when={shown().act}>
              {(act) => (
                <button type="button" class="link" onClick={() => act()()}>
                  {strings.tryAgain}
                </button>
              )}
            </Show>
          </p>
        )}
      </Show>
    </div>
  );
}
