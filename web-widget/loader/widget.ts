import type { PanelHandle, StartPanel, TokenSource } from '../panel-contract.ts';
import { hasTraces } from '../traces.ts';
import { readChatHash } from './chat-hash.ts';
import { installCommands } from './commands.ts';
import { createEvents } from './events.ts';
import { importPanel } from './import-panel.ts';
import { createLauncher } from './launcher.ts';

/**
 * Puts the button on the page and answers `window.SupportChat`. The panel's code is fetched on the
 * first sign of interest, or in the background where this browser has a chat to continue.
 */
export function startWidget(scriptUrl: string): void {
  const { origin } = new URL(scriptUrl);
  const { on, emit } = createEvents();
  const launcher = createLauncher({ onIntent: load, onPress: toggle });
  let isOpen = false;
  let isGone = false;
  let isForgetting = false;
  let isLoading = false;
  let tokenSource: TokenSource | undefined;
  let visitorToken: string | undefined;
  let panel: PanelHandle | undefined;

  const commands = {
    open: () => setOpen(true),
    close: () => setOpen(false),
    toggle,
    show: () => launcher.setHidden(false),
    hide: () => launcher.setHidden(true),
    identify,
    logout,
    on,
    destroy,
  };
  const uninstall = installCommands(commands, () => fail('unknown_command'));
  if (!isGone) begin();

  function begin(): void {
    emit('ready', undefined);
    addEventListener('hashchange', followHash);
    followHash();
    if (hasTraces(origin)) whenLoaded(load);
  }

  function load(): void {
    if (isLoading) return;
    isLoading = true;
    importPanel(scriptUrl).then(start, loadFailed);
  }

  function start({ startPanel }: { startPanel: StartPanel }): void {
    if (isGone) return;
    const { root, setUnread } = launcher;
    const host = { origin, root, emit, setUnread, close: () => setOpen(false) };
    panel = startPanel(host, { isOpen, tokenSource, visitorToken });
    if (isForgetting) panel.logout();
    launcher.setOpen(isOpen);
  }

  function loadFailed(): void {
    isLoading = false;
    fail('load_failed');
    if (!isOpen) return;
    setOpen(false);
    launcher.showFailure();
  }

  function toggle(): void {
    setOpen(!isOpen);
  }

  function setOpen(next: boolean): void {
    if (next === isOpen) return;
    isOpen = next;
    if (isOpen) load();
    else launcher.takeFocus();
    launcher.setOpen(isOpen, !panel);
    panel?.setOpen(isOpen);
    emit(isOpen ? 'open' : 'close', undefined);
  }

  function identify(source: unknown): void {
    if (!isTokenSource(source)) {
      fail('invalid_token');
      return;
    }
    tokenSource = source;
    panel?.identify(source);
  }

  function logout(): void {
    tokenSource = visitorToken = undefined;
    isForgetting = !panel && hasTraces(origin);
    if (isForgetting) load();
    panel?.logout();
  }

  function followHash(): void {
    const link = readChatHash(location.hash);
    if (!link) return;
    history.replaceState(history.state, '', location.pathname + location.search);
    visitorToken = link.token;
    if (link.token) panel?.continueVisitor(link.token);
    setOpen(true);
  }

  function fail(code: string): void {
    emit('error', { code });
  }

  function destroy(): void {
    isGone = true;
    removeEventListener('hashchange', followHash);
    panel?.destroy();
    launcher.remove();
    // A queued `destroy` runs before there is anything to take away.
    queueMicrotask(() => uninstall());
  }
}

function isTokenSource(value: unknown): value is TokenSource {
  return typeof value === 'function' || (typeof value === 'string' && value !== '');
}

/** Leaves the page's own start alone. */
function whenLoaded(work: () => void): void {
  if (document.readyState === 'complete') setTimeout(work);
  else addEventListener('load', () => setTimeout(work), { once: true });
}
