import type { WidgetOptions } from '../../protocol/widget-options.ts';
import { launcherLabel, loadFailed } from '../strings/launcher.ts';
import css from './launcher.css?inline';

/**
 * The floating button in a shadow root of its own, where the page's style cannot reach it, and in the
 * browser's top layer, which no `z-index` of the page reaches either.
 */
export function createLauncher(on: { onIntent(): void; onPress(): void }) {
  const host = document.createElement('support-chat');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];

  const button = document.createElement('button');
  let note: HTMLElement | undefined;
  let opener: Element | null;
  button.className = 'launcher';
  button.onpointerenter = button.onfocus = on.onIntent;
  // Heard before the page can stop it, as some do that keep clicks within a dialog of theirs.
  addEventListener('click', onClick, true);
  root.append(button);
  setOpen(false);
  // Not in the body, which may come later, and which pages zoom, empty and replace.
  document.documentElement.append(host);
  host.popover = 'manual';
  host.showPopover?.();

  function onClick(event: Event): void {
    if (event.composedPath().includes(button)) on.onPress();
  }

  /** `isBusy` shows that the panel is on its way. */
  function setOpen(isOpen: boolean, isBusy = false): void {
    button.ariaExpanded = `${isOpen}`;
    button.ariaBusy = `${isOpen && isBusy}`;
    if (isOpen) note?.remove();
  }

  return {
    root,
    button,
    setOpen,
    setLook(options: WidgetOptions): void {
      const set = (name: string, value: unknown = '') =>
        host.style.setProperty(`--support-chat-${name}`, `${value}`);
      set('primary', options.primaryColor);
      set('x', options.offsetX);
      set('y', options.offsetY);
      set('scheme', options.theme?.replace('auto', ''));
      host.toggleAttribute('left', options.position === 'left');
      button.hidden = options.launcher === 'hidden';
      button.ariaLabel ||= options.title || launcherLabel;
    },
    /** Remembers what the reader comes from. */
    leaveFocus(): void {
      opener = document.activeElement;
    },
    /** Takes the focus back to where it came from, if it is somewhere in the chat now. */
    takeFocus(): void {
      if (!root.activeElement) return;
      button.focus();
      if (opener !== host && opener instanceof HTMLElement) opener.focus();
    },
    showFailure(): void {
      note = document.createElement('span');
      note.className = 'note';
      note.role = 'alert';
      note.textContent = loadFailed;
      root.append(note);
    },
    remove(): void {
      removeEventListener('click', onClick, true);
      host.remove();
    },
  };
}
