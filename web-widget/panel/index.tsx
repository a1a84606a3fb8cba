import { createEffect, createRoot, createSignal, on, onCleanup, Show } from 'solid-js';
import { render } from 'solid-js/web';
import type { PanelHandle, PanelHost, PanelStart } from '../panel-contract.ts';
import { panelStrings } from '../strings/en.ts';
import { PanelContext } from './context.ts';
import { makeKeyboard } from './keyboard.ts';
import messagesCss from './messages.css?inline';
import { Panel } from './Panel.tsx';
import panelCss from './panel.css?inline';
import { createReadMarks } from './read-marks.ts';
import { createSession } from './session.ts';
import { openStorage } from './storage.ts';

/**
 * Starts the chat behind the button. Draws nothing before the first opening; with a chat to
 * continue it goes live at once, so that the badge tells the truth.
 */
export function startPanel(host: PanelHost, start: PanelStart): PanelHandle {
  return createRoot((dispose) => {
    const { origin, root, emit } = host;
    const storage = openStorage(origin);
    const [isOpen, setIsOpen] = createSignal(start.isOpen);
    const [wasOpened, setWasOpened] = createSignal(start.isOpen);
    const session = createSession({
      origin,
      storage,
      tokenSource: start.tokenSource,
      importLive: () => import('./live/index.ts'),
      onArrival: (message) => emit('message', message),
      onError: (code) => emit('error', { code }),
    });
    createReadMarks(session, isOpen, host);
    onCleanup(makeKeyboard(root, host.close));

    const remove = addStyle(root, panelCss + messagesCss);
    const unrender = render(
      () => (
        <PanelContext.Provider
          value={{ session, storage, strings: panelStrings, isOpen, close: host.close }}
        >
          <Show when={wasOpened()}>
            <Panel />
          </Show>
        </PanelContext.Provider>
      ),
      root,
    );
    if (start.visitorToken) session.continueVisitor(start.visitorToken);
    createEffect(on(isOpen, session.wake));

    return {
      setOpen(open) {
        if (open) setWasOpened(true);
        setIsOpen(open);
      },
      identify: session.identify,
      continueVisitor: session.continueVisitor,
      logout: session.logout,
      destroy() {
        session.end();
        unrender();
        remove();
        dispose();
      },
    };
  });
}

/** A constructed style sheet, which even a strict content security policy lets pass. */
function addStyle(root: ShadowRoot, text: string): () => void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  return () => {
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((other) => other !== sheet);
  };
}
