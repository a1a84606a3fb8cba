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
import { createBadge } from './badge.ts';
import { providePanel } from './context.ts';
import { createReachability } from './create-reachability.ts';
import { createStrings } from './create-strings.ts';
import { VISITOR_TOKEN_KEY } from './identity.ts';
import { isolateEvents } from './isolate-events.ts';
import { makeKeyboard } from './keyboard.ts';
import { keepOpenMark } from './open-mark.ts';
import { languageOf } from './options.ts';
import { Panel } from './Panel.tsx';
import panelCss from './panel.css?inline';
import { createReadMarks } from './read-marks.ts';
import { createSession } from './session.ts';
import { insert } from './solid-dom.ts';
import { openStorage } from './storage.ts';

/** What an emailed link has for a fragment; behind a `=` stands what it carries. */
const CHAT_LINK = '#support-chat';

const importQuestions = () => import('./question/index.tsx');

/** Fetches the words in the reader's language; then the panel may start. */
export async function preparePanel(options: Deployed): Promise<StartPanel> {
  const strings = await loadStrings(languageOf(options, document.documentElement.lang));
  return (host, start) => createRoot((dispose) => startPanel(host, start, strings, dispose));
}

/**
 * Starts the chat behind the button. Draws nothing before the first opening; with a chat to
 * continue it goes live at once, so that the badge tells the truth.
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
  const session = createSession({
    origin,
    storage,
    tokenSource: start.tokenSource,
    hasVisitors: start.options.visitors !== 'off',
    importLive: () => import('./live/index.ts'),
    onArrival: (message) => emit('message', message),
    onError: (code) => emit('error', { code }),
  });
  const badge = createBadge(button);
  const visibility = createPageVisibility();
  createReadMarks(session, isOpen, visibility, {
    emit,
    show: (count) => badge.show(count, strings),
  });
  const reachability = createReachability({
    origin,
    isOpen,
    link: () => session.live()?.link(),
    onUnreachable: (reason) => emit('error', { code: 'unreachable', reason }),
  });
  onCleanup(keepOpenMark(origin, isOpen));
  onCleanup(isolateEvents(root));
  createEffect(() => {
    if (session.live()?.link() === 'refused') emit('error', { code: 'identity_failed' });
  });
  onCleanup(makeKeyboard(root, close));
  onCleanup(storage.onOthers(session.noteOthers));
  const removeStyle = addStyle(root, panelCss);

  providePanel({
    ...{
      root,
      button,
      session,
      storage,
      options,
      strings,
      isOpen,
      openings,
      isBack,
      reachability,
      close,
    },
    visibility,
    suggestion,
    forgetSuggestion: () => setSuggestion(),
  });
  insert(
    root,
    <Show when={openings() > 0}>
      <Panel />
    </Show>,
  );
  followLink();
  suggest(start.request);
  createEffect(on(isOpen, session.wake));
  createEffect(() => {
    const isLinked = /connected|polling/.test(`${session.live()?.link()}`);
    const isUser = isLinked && session.identity()?.token;
    if (!isOpen() || !isUser || session.question() || !storage.get(VISITOR_TOKEN_KEY)) return;
    // Where it cannot be fetched, the next opening or connection asks.
    void importQuestions().then(
      ({ offerToJoin }) => offerToJoin(origin),
      () => {},
    );
  });

  function followLink(): void {
    const [link, ticket] = location.hash.split('=');
    if (link !== CHAT_LINK) return;
    // What stands behind it makes nobody of the person in front of the browser before they are asked.
    history.replaceState(history.state, '', location.pathname + location.search);
    if (ticket?.includes('.')) session.hold(follow(ticket));
  }

  async function follow(ticket: string): Promise<void> {
    await (await importQuestions()).followTicket(origin, ticket);
  }

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
      removeStyle();
      badge.remove();
      dispose();
      providePanel(undefined);
    },
  };
}
