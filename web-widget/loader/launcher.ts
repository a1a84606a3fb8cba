import { launcherStrings } from '../strings/en.ts';
import { badgeText } from './badge-text.ts';
import css from './launcher.css?inline';

const SVG = 'http://www.w3.org/2000/svg';
const SPEECH =
  'M12 3.5c-5 0-9 3.4-9 7.7 0 2.3 1.2 4.4 3 5.8-.1 1.1-.6 2.2-1.4 3-.2.3 0 .6.3.6 1.8-.1 3.4-.7 4.7-1.6.8.2 1.6.2 2.4.2 5 0 9-3.5 9-8S17 3.5 12 3.5Z';
const CROSS = 'M6 6l12 12M18 6L6 18';

/** The floating button in a shadow root of its own, where the page's style cannot reach it. */
export function createLauncher(on: { onIntent(): void; onPress(): void }) {
  const host = document.createElement('support-chat');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];

  const button = document.createElement('button');
  const badge = document.createElement('span');
  const note = document.createElement('span');
  let isRemoved = false;
  button.type = 'button';
  button.className = 'launcher';
  badge.className = 'badge';
  note.className = 'note';
  note.role = 'status';
  button.append(icon('speech', SPEECH), icon('cross', CROSS), badge);
  for (const intent of ['pointerenter', 'pointerdown', 'focus']) {
    button.addEventListener(intent, on.onIntent);
  }
  button.addEventListener('click', on.onPress);
  root.append(button, note);
  setUnread(0);
  setOpen(false);
  whenBody(() => isRemoved || document.body.append(host));

  function setUnread(count: number): void {
    badge.textContent = badgeText(count);
    const { chat, unread } = launcherStrings;
    button.ariaLabel = count > 0 ? `${chat}, ${unread(count)}` : chat;
  }

  /** `isBusy` shows that the panel is on its way. */
  function setOpen(isOpen: boolean, isBusy = false): void {
    button.ariaExpanded = `${isOpen}`;
    button.ariaBusy = `${isOpen && isBusy}`;
    if (isOpen) note.textContent = '';
  }

  return {
    root,
    setUnread,
    setOpen,
    setHidden(isHidden: boolean): void {
      button.hidden = isHidden;
    },
    /** Gives the button the focus, if it is somewhere in the chat now. */
    takeFocus(): void {
      if (root.activeElement) button.focus();
    },
    showFailure(): void {
      note.textContent = launcherStrings.loadFailed;
    },
    remove(): void {
      isRemoved = true;
      host.remove();
    },
  };
}

function icon(className: string, path: string): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  const shape = document.createElementNS(SVG, 'path');
  svg.classList.add(className);
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.ariaHidden = 'true';
  shape.setAttribute('d', path);
  svg.append(shape);
  return svg;
}

function whenBody(use: () => void): void {
  if (document.body) use();
  else document.addEventListener('DOMContentLoaded', use, { once: true });
}
