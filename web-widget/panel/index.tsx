import { createEffect, createRoot, createSignal, on, onCleanup, Show } from 'solid-js';
import { createPageVisibility } from '../../web-shared/create-page-visibility.ts';
import type {
  Deployed,
  PanelHandle,
  PanelHost,
  PanelStart,
  StartPanel,
} from '../panel-contract.ts';
import type { Strings } from '../strings/en.ts';
import { loadStrings } from '../strings/load-strings.ts';
import { addStyle } from './add-style.ts';
import { providePanel } from './context.ts';
import { createStrings, languageOf } from './create-strings.ts';
import { isolateEvents } from './isolate-events.ts';
import { createQuestions } from './open-questions.ts';
import { Panel } from './Panel.tsx';
import panelCss from './panel.css?inline';
import { createReachability } from './reachability/create-reachability.ts';
import { createSession, type Session } from './session.ts';
import { insert } from './solid-dom.ts';
import { keepOpenMark, openStorage, type WidgetStorage } from './storage.ts';
import { createUnreadBadge } from './unread-badge.ts';

/** Fetches the words in the reader's language; then the panel may start. */
export async function preparePanel(options: Deployed): Promise<StartPanel> {
  const strings = await loadStrings(languageOf(options, document.documentElement.lang));
  return (host, start) => createRoot((dispose) => startPanel(host, start, strings, dispose));
}

/**
 * Starts the chat behind the button. Draws nothing before the first opening; with a chat to
 * continue it goes live at once, so that the badge is right.
 */
function startPanel(
  host: PanelHost,
  start: PanelStart,
  firstStrings: Strings,
  dispose: () => void,
): PanelHandle {
  const { origin, root, button, emit, close } = host;
  const storage = openStorage(origin);
  const [isOpen, setIsOpen] = createSignal(start.isOpen);
  const [openings, setOpenings] = createSignal(start.isOpen ? 1 : 0);
  const [isBack, setIsBack] = createSignal(start.isBack);
  const [suggestion, setSuggestion] = createSignal<string>();
  const [options, setOptions] = createSignal(start.options);
  const strings = createStrings(firstStrings, options);
  const visibility = createPageVisibility();
  const session = createPanelSession(host, start, storage);
  const reachability = createReachability({
    origin,
    isOpen,
    connectionState: () => session.live()?.connectionState(),
    onUnreachable: (reason) => emit('error', { code: 'unreachable', reason }),
  });
  providePanel({
    ...{ root, button, session, storage, options, strings, isOpen, openings, isBack, close },
    ...{ visibility, reachability, suggestion, forgetSuggestion: () => setSuggestion() },
  });
  createUnreadBadge(emit);
  const { followLink } = createQuestions(origin);
  onCleanup(keepOpenMark(origin, isOpen));
  onCleanup(isolateEvents(root));
  onCleanup(closeOnEscape(root, close));
  onCleanup(addStyle(root, panelCss));
  const shown = (
    <Show when={openings() > 0}>
      <Panel />
    </Show>
  );
  insert(root, shown);
  followLink();
  suggest(start.request);
  createEffect(on(isOpen, session.wake));

  function suggest(request: unknown): void {
    const { text }: { text?: unknown } = Object(request);
    if (typeof text === 'string') setSuggestion(text);
    else if (text !== undefined) emit('error', { code: 'invalid_option' });
  }

  return {
    setOpen(open, request) {
      suggest(request);
      if (open) {
        setIsBack(false);
        setOpenings((count) => count + 1);
      }
      setIsOpen(open);
    },
    setOptions,
    identify: session.identify,
    followLink,
    logout: session.logout,
    destroy() {
      session.end();
      root.querySelector('.panel')?.remove();
      dispose();
      providePanel(undefined);
    },
  };
}

function createPanelSession(
  { origin, emit }: PanelHost,
  { options, tokenSource }: PanelStart,
  storage: WidgetStorage,
): Session {
  const session = createSession({
    origin,
    storage,
    tokenSource,
    hasVisitors: options.visitors !== 'off',
    importLive: () => import('./live/index.ts'),
    onArrival: (message) => emit('message', message),
    onError: (code) => emit('error', { code }),
  });
  createEffect(() => {
    if (session.live()?.connectionState() === 'refused') emit('error', { code: 'identity_failed' });
  });
  onCleanup(storage.onOthers(session.noteOthers));
  return session;
}

/** Closes the chat on Escape, wherever in it the focus is. The result stops it. */
function closeOnEscape(root: ShadowRoot, close: () => void): () => void {
  function onKey(event: Event): void {
    // Events in the chat are copies, which are no instances of `KeyboardEvent`.
    if (Reflect.get(event, 'key') === 'Escape' && !Reflect.get(event, 'isComposing')) close();
  }
  root.addEventListener('keydown', onKey);
  return () => root.removeEventListener('keydown', onKey);
}
