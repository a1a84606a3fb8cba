import type { WidgetOptions } from '../../protocol/widget-options.ts';
import { launcherLabel, loadFailed } from '../strings/launcher.ts';
import css from './launcher.css?inline';

/**
 * The floating button in a shadow root of its own, where the page's style cannot reach it, and in the
 * browser's top layer, which no `z-index` of the page reaches either.
 */
export function createLauncher(onIntent: () => void, onPress: () => void, onLost: () => void) {
  const host = document.createElement('support-chat');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];

  const button = document.createElement('button');
  let note: HTMLElement | undefined;
  let opener: Element | null;
  let { body } = document;
  // Takes what is typed before the panel has come, which takes it over. It calls up no keyboard.
  const early = document.createElement('textarea');
  early.style.cssText = 'position:fixed;opacity:0';
  early.inputMode = 'none';
  button.className = 'launcher';
  button.onpointerenter = button.onfocus = onIntent;
  // Heard before the page can stop it, as some do that keep clicks within a dialog of theirs.
  addEventListener('click', onClick, true);
  root.append(button, early);
  setOpen(false, false);
  // Not in the body, which may come later, and which pages zoom, empty and replace.
  document.documentElement.append(host);
  host.popover = 'manual';
  host.showPopover?.();
  const observer = new MutationObserver(onChange);
  observer.observe(document, { childList: true });
  observer.observe(document.documentElement, { childList: true });

  /** A page that takes away the chat alone means it; one with another body has thrown everything out. */
  function onChange(): void {
    if (host.isConnected) body = document.body;
    else if (document.documentElement && body !== document.body) onLost();
  }

  function onClick(event: Event): void {
    if (event.composedPath().includes(button)) onPress();
  }

  /** On the way in remembers where the focus comes from; on the way out takes it back there. */
  function setOpen(isOpen: boolean, isBusy: boolean): void {
    button.ariaExpanded = `${isOpen}`;
    button.ariaBusy = `${isOpen && isBusy}`;
    if (isOpen) {
      if (document.activeElement !== host) opener = document.activeElement;
    } else if (root.activeElement) {
      button.focus();
      if (opener instanceof HTMLElement) opener.focus();
    }
    early.hidden = !isOpen;
    if (isBusy) early.focus();
    note?.remove();
  }

  return {
    root,
    button,
    setOpen,
    set(options: WidgetOptions): void {
      const set = (name: string, value: unknown = '') =>
        host.style.setProperty(`--support-chat-${name}`, `${value}`);
      set('primary', options.primaryColor);
      set('x', options.offsetX);
      set('y', options.offsetY);
      set('scheme', options.theme?.replace('auto', ''));
      host.toggleAttribute('left', options.position === 'left');
      button.hidden = options.launcher === 'hidden';
      early.ariaLabel = button.ariaLabel ||= options.title || launcherLabel;
    },
    fail(): void {
      note = document.createElement('span');
      note.className = 'note';
      note.role = 'alert';
      note.textContent = loadFailed;
      root.append(note);
    },
    remove(): void {
      observer.disconnect();
      removeEventListener('click', onClick, true);
      host.remove();
    },
  };
}
