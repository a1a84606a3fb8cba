import { storedKeys } from '../../web-shared/stored-keys.ts';
import type { TokenSource } from '../api.ts';
import type { Deployed, PanelHandle, PanelModule } from '../panel-contract.ts';
import { openMarkKey, storagePrefix } from '../storage-keys.ts';
import { installCommands } from './commands.ts';
import { createEvents } from './events.ts';
import { createLauncher } from './launcher.ts';
import { readOptions } from './options.ts';

/** The address of the panel's code beside this script, written by the build. */
declare const PANEL_PATH: string;

/** A link that opens the chat, as emails carry it. The panel reads what else it says. */
const CHAT_LINK = /^#support-chat(=|$)/;

/** So long a hand takes from aiming to pressing. */
const AIMING_MS = 1_000;

/** A JWT, as far as it can be told without reading it. */
const TOKEN = /^[\w-]+(\.[\w-]+){2}$/;

const isTokenSource = (value: unknown): value is TokenSource =>
  typeof value === 'function' || TOKEN.test(`${value}`);

/**
 * Puts the button on the page and answers `window.SupportChat`. The panel's code is fetched on the
 * first sign of interest, or in the background where this browser has a chat to continue.
 */
export function startWidget({ src, dataset }: HTMLScriptElement, deployed: Deployed): void {
  const { origin } = new URL(src);
  const prefix = storagePrefix(origin);
  const { on, emit } = createEvents();
  let options: Deployed = { ...deployed, ...readOptions(dataset, () => {}) };
  let isOpen = false;
  let isLoading = false;
  /** It opened by itself: until then, a press on the button was aimed at the closed one. */
  let backUntil = 0;
  /** What the page gave along with `open`, until the panel has it. */
  let request: unknown;
  let tokenSource: TokenSource | undefined;
  let panel: PanelHandle | undefined;
  let launcher = build();

  const commands = {
    open: (given: unknown) => setOpen(true, given),
    close: () => setOpen(false),
    toggle,
    show: () => set({ launcher: 'visible' }),
    hide: () => set({ launcher: 'hidden' }),
    set,
    identify,
    logout,
    on,
    destroy,
    /** For a second copy of the script: a page that adds it again wants the chat back. */
    again: () => isOnPage() || rebuild(),
  };
  installCommands(commands, () => fail('unknown_command'));
  if (isOnPage()) begin();

  function begin(): void {
    // Again after a rebuild: who writes a document anew makes it forget every listener.
    addEventListener('hashchange', followLink);
    followLink();
    whenLoaded(goOn);
  }

  /** Where this browser has a chat: open, if it was open on the page before this one in the tab. */
  function goOn(): void {
    if (!storedKeys(prefix)[0]) return;
    backUntil = !isOpen && openMarkKey(prefix) in sessionStorage ? Infinity : 0;
    if (backUntil) setOpen(true);
    load();
  }

  function isOnPage(): boolean {
    return launcher.root.isConnected;
  }

  function build() {
    const made = createLauncher(load, toggle, rebuild);
    made.set(options);
    return made;
  }

  /** What the page has thrown out with everything else, it gets back. */
  function rebuild(): void {
    panel?.destroy();
    panel = undefined;
    isLoading = false;
    launcher.remove();
    launcher = build();
    begin();
    if (!isOpen) return;
    launcher.setOpen(true, true);
    load();
  }

  function load(): void {
    if (isLoading) return;
    isLoading = true;
    import(/* @vite-ignore */ new URL(PANEL_PATH, src).href).then(start).catch(loadFailed);
  }

  async function start({ preparePanel }: PanelModule): Promise<void> {
    const startPanel = await preparePanel(options);
    if (panel || !isOnPage()) return;
    const host = { ...launcher, origin, emit, close: () => setOpen(false) };
    panel = startPanel(host, { isOpen, options, tokenSource, isBack: !!backUntil, request });
    request = undefined;
    launcher.button.ariaBusy = 'false';
    if (backUntil) backUntil = Date.now() + AIMING_MS;
  }

  function loadFailed(): void {
    isLoading = false;
    fail('load_failed');
    if (!isOpen) return;
    setOpen(false);
    launcher.fail();
  }

  function toggle(): void {
    const isAimedAtClosed = Date.now() < backUntil;
    backUntil = 0;
    setOpen(!isOpen || isAimedAtClosed);
  }

  function setOpen(next: boolean, given?: unknown): void {
    if (next || isOpen) launcher.setOpen(next, !panel && !backUntil);
    if (next !== isOpen) emit(next ? 'open' : 'close');
    isOpen = next;
    if (next) load();
    if (panel) panel.setOpen(next, given);
    else request ??= given;
  }

  function set(given: unknown): void {
    options = { ...options, ...readOptions(Object(given), () => fail('invalid_option')) };
    launcher.set(options);
    panel?.setOptions(options);
  }

  function identify(source: unknown): void {
    if (!isTokenSource(source)) fail('invalid_token');
    else {
      tokenSource = source;
      panel?.identify(source);
    }
  }

  function logout(): void {
    tokenSource = undefined;
    for (const key of storedKeys(prefix)) delete localStorage[key];
    panel?.logout();
  }

  function followLink(): void {
    if (!CHAT_LINK.test(location.hash)) return;
    setOpen(true);
    panel?.followLink();
  }

  function fail(code: string): void {
    emit('error', { code });
  }

  function destroy(): void {
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
