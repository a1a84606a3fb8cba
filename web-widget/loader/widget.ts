import { storedKeys } from '../../web-shared/stored-keys.ts';
import type { TokenSource } from '../api.ts';
import type { Deployed, PanelHandle, PanelModule } from '../panel-contract.ts';
import { OPEN_MARK, storagePrefix } from '../storage-keys.ts';
import { createLauncher } from './launcher.ts';
import { createEvents, installCommands, readOptions } from './page-interface.ts';

/** The address of the panel's code beside this script, written by the build. */
declare const PANEL_PATH: string;

/** A link that opens the chat, as emails carry it. The panel reads what else it says. */
const CHAT_LINK = /^#support-chat(=|$)/;

/** A hand takes this long from aiming to pressing. */
const AIMING_MS = 1_000;

/** What a JWT looks like; it is not read here. */
const TOKEN = /^[\w-]+(\.[\w-]+){2}$/;

// Here and not in a closure: one script runs one widget, and each copy of it has variables of its own.
let src: string;
let origin: string;
let prefix: string;
let options: Deployed;
let launcher: ReturnType<typeof createLauncher>;
let panel: PanelHandle | undefined;
let tokenSource: TokenSource | undefined;
let isOpen = false;
let isLoading = false;
/** The panel was restored as open: until this time, a press on the button was aimed at the closed one. */
let restoredUntil = 0;
/** What the page gave along with `open`, until the panel has it. */
let request: unknown;
const { on, emit } = createEvents();

/**
 * Puts the button on the page and carries out the commands of `window.SupportChat`. The panel's code is
 * fetched on the first sign of interest, or in the background where this browser has a chat to continue.
 */
export function startWidget(script: HTMLScriptElement, deployed: Deployed): void {
  src = script.src;
  origin = new URL(src).origin;
  prefix = storagePrefix(origin);
  options = { ...deployed, ...readOptions(script.dataset, () => {}) };
  launcher = build();
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
}

function build() {
  const made = createLauncher(load, toggle, rebuild);
  made.set(options);
  return made;
}

function isOnPage(): boolean {
  return launcher.root.isConnected;
}

function begin(): void {
  // Again after a rebuild: a page that rewrites its document loses every listener.
  addEventListener('hashchange', followLink);
  followLink();
  // Leaves the page's own start alone: even a look into the storage waits for the disk.
  if (document.readyState === 'complete') setTimeout(restore);
  else addEventListener('load', () => setTimeout(restore));
}

/** Continues the chat of this browser: open, if it was open on the page before this one in the tab. */
function restore(): void {
  if (!storedKeys(prefix)[0]) return;
  restoredUntil = !isOpen && prefix + OPEN_MARK in sessionStorage ? Infinity : 0;
  if (restoredUntil) setOpen(true);
  load();
}

/** Gives back what the page has thrown out with everything else. */
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
  panel = startPanel(host, { isOpen, options, tokenSource, isBack: !!restoredUntil, request });
  request = undefined;
  launcher.button.ariaBusy = 'false';
  if (restoredUntil) restoredUntil = Date.now() + AIMING_MS;
}

function loadFailed(): void {
  isLoading = false;
  fail('load_failed');
  if (!isOpen) return;
  setOpen(false);
  launcher.fail();
}

function toggle(): void {
  const isAimedAtClosed = Date.now() < restoredUntil;
  restoredUntil = 0;
  setOpen(!isOpen || isAimedAtClosed);
}

function setOpen(next: boolean, given?: unknown): void {
  if (next || isOpen) launcher.setOpen(next, !panel && !restoredUntil);
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

function isTokenSource(value: unknown): value is TokenSource {
  return typeof value === 'function' || TOKEN.test(`${value}`);
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
  // At once, so that the next script starts again.
  delete window.SupportChat;
}
