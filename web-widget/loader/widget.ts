import type { Deployed, PanelHandle, PanelModule } from '../panel-contract.ts';
import { tracesOf } from '../traces.ts';
import { installCommands } from './commands.ts';
import { createEvents } from './events.ts';
import { importPanel } from './import-panel.ts';
import { createLauncher } from './launcher.ts';
import { readOptions } from './options.ts';

/** A link that opens the chat, as emails carry it: `#support-chat`, or with a visitor's token. */
const CHAT_LINK = /^#support-chat(=|$)/;

/**
 * Puts the button on the page and answers `window.SupportChat`. The panel's code is fetched on the
 * first sign of interest, or in the background where this browser has a chat to continue.
 */
export function startWidget({ src, dataset }: HTMLScriptElement, deployed: Deployed): void {
  const { origin } = new URL(src);
  const { on, emit } = createEvents();
  const launcher = createLauncher(load, toggle);
  let options: Deployed = { ...deployed, ...readOptions(dataset, () => {}) };
  let isOpen = false;
  let isGone = false;
  let isLoading = false;
  let tokenSource: unknown;
  let linkToken: string | undefined;
  let panel: PanelHandle | undefined;

  const commands = {
    open: () => setOpen(true),
    close: () => setOpen(false),
    toggle,
    show: () => set({ launcher: 'visible' }),
    hide: () => set({ launcher: 'hidden' }),
    set,
    identify,
    logout,
    on,
    destroy,
  };
  launcher.setLook(options);
  installCommands(commands, () => fail('unknown_command'));
  if (!isGone) begin();

  function begin(): void {
    addEventListener('hashchange', followLink);
    followLink();
    whenLoaded(() => tracesOf(origin)[0] && load());
  }

  function load(): void {
    if (isLoading) return;
    isLoading = true;
    importPanel(src).then(start).catch(loadFailed);
  }

  async function start({ preparePanel }: PanelModule): Promise<void> {
    const startPanel = await preparePanel(options);
    if (isGone) return;
    const host = { ...launcher, origin, emit, close: () => setOpen(false) };
    panel = startPanel(host, { isOpen, options, tokenSource, linkToken });
    launcher.button.ariaBusy = 'false';
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
    if (next !== isOpen) {
      isOpen = next;
      launcher.setOpen(next, !panel);
      emit(next ? 'open' : 'close', undefined);
    }
    if (next) load();
    panel?.setOpen(next);
  }

  function set(given: unknown): void {
    options = { ...options, ...readOptions(Object(given), () => fail('invalid_option')) };
    launcher.setLook(options);
    panel?.setOptions(options);
  }

  function identify(source: unknown): void {
    tokenSource = source;
    panel?.identify(source);
  }

  function logout(): void {
    tokenSource = linkToken = undefined;
    for (const key of tracesOf(origin)) delete localStorage[key];
    panel?.logout();
  }

  function followLink(): void {
    if (!CHAT_LINK.test(location.hash)) return;
    linkToken = location.hash.slice(14);
    history.replaceState(history.state, '', location.href.split('#')[0]);
    panel?.followLink(linkToken);
    setOpen(true);
  }

  function fail(code: string): void {
    emit('error', { code });
  }

  function destroy(): void {
    isGone = true;
    removeEventListener('hashchange', followLink);
    panel?.destroy();
    launcher.remove();
    // At once, so that whoever asks next begins anew.
    delete window.SupportChat;
  }
}

/** Leaves the page's own start alone: even a look into the storage waits for the disk. */
function whenLoaded(work: () => unknown): void {
  if (document.readyState === 'complete') setTimeout(work);
  else addEventListener('load', () => setTimeout(work));
}
