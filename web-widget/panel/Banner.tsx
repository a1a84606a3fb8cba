import { createMemo, Show } from 'solid-js';
import { createDelayed } from '../../web-shared/create-delayed.ts';
import { usePanel } from './context.ts';

const CONNECTING_DELAY_MS = 1_500;

/** What is wrong with the connection, in a line, and what the reader can do about it. */
export function Banner() {
  const { session, strings, reachability } = usePanel();
  const isSlow = createDelayed(() =>
    session.live()?.connectionState() === 'connecting' ? CONNECTING_DELAY_MS : undefined,
  );

  const notice = createMemo(() => {
    const problem = session.problem();
    const live = session.live();
    const state = live?.connectionState();
    if (problem === 'identity_failed') return { text: strings.problem[problem], act: tryAgain };
    if (state === 'refused') return { text: strings.banner.refused, act: session.startAgain };
    if (state === 'offline') return { text: strings.banner.offline };
    if (reachability() === 'unreachable') return { text: strings.banner.unreachable };
    if (problem) return { text: strings.problem[problem], act: tryAgain };
    if (!live || !state || state === 'idle') return undefined;
    if (state === 'connecting' && !isSlow()) return undefined;
    if (live.view.is_limited) return { text: strings.banner.limited };
    if (state !== 'connected') return { text: strings.banner[state] };
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
