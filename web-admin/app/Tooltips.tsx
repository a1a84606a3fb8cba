import { createSignal, onCleanup, onMount } from 'solid-js';
import styles from './Tooltips.module.css';

/** As long as somebody hesitates over a button before they wonder what it does. */
const HOVER_MS = 400;
const GAP_PIXELS = 6;

/**
 * Shows the name of a button that is only an icon, to whoever points at it or comes to it by keyboard.
 * One element does it for all of them; screen readers know the name anyway.
 */
export function Tooltips() {
  const [text, setText] = createSignal('');
  let tip: HTMLDivElement | undefined;
  let shownFor: Element | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** Later, as a menu that is just opening or closing may have moved the focus, and popovers take turns. */
  function showAfter(ms: number, button: HTMLElement): void {
    timer = setTimeout(show, ms, button);
  }

  function show(button: HTMLElement): void {
    if (tip === undefined || !button.isConnected) return;
    shownFor = button;
    setText(nameOf(button));
    tip.showPopover();
    place(tip, button);
  }

  function hide(): void {
    clearTimeout(timer);
    shownFor = undefined;
    if (tip?.matches(':popover-open')) tip.hidePopover();
  }

  function onPointerOver({ target, pointerType }: PointerEvent): void {
    const button = iconButtonAt(target);
    if (button === shownFor && button !== undefined) return;
    // It can be pointed at itself, to be read in peace.
    if (target === tip) return;
    hide();
    if (button !== undefined && pointerType === 'mouse') showAfter(HOVER_MS, button);
  }

  function onFocusIn({ target }: FocusEvent): void {
    hide();
    const button = iconButtonAt(target);
    if (button?.matches(':focus-visible')) showAfter(0, button);
  }

  function onKeyDown({ key }: KeyboardEvent): void {
    if (key === 'Escape') hide();
  }

  onMount(() => {
    const listening = new AbortController();
    const options = { capture: true, passive: true, signal: listening.signal };
    document.addEventListener('pointerover', onPointerOver, options);
    document.addEventListener('focusin', onFocusIn, options);
    document.addEventListener('keydown', onKeyDown, options);
    for (const type of ['pointerdown', 'focusout', 'scroll']) {
      document.addEventListener(type, hide, options);
    }
    document.documentElement.addEventListener('pointerleave', hide, options);
    onCleanup(() => listening.abort());
  });
  onCleanup(() => clearTimeout(timer));

  return (
    <div ref={tip} class={styles.tip} popover="manual" aria-hidden="true">
      {text()}
    </div>
  );
}

/** The button or link of no visible words that an element belongs to. */
function iconButtonAt(target: EventTarget | null): HTMLElement | undefined {
  if (!(target instanceof Element)) return undefined;
  const button = target.closest<HTMLElement>('button[aria-label], a[aria-label]');
  const isIcon = button !== null && button.innerText.trim() === '';
  return isIcon ? button : undefined;
}

function nameOf(button: HTMLElement): string {
  const key = button.getAttribute('aria-keyshortcuts');
  const name = button.getAttribute('aria-label') ?? '';
  return key === null ? name : `${name} (${key})`;
}

/** Below the button, or above it where there is no room, and never beyond the window's edges. */
function place(tip: HTMLElement, button: Element): void {
  const around = button.getBoundingClientRect();
  const { width, height } = tip.getBoundingClientRect();
  const left = around.left + around.width / 2 - width / 2;
  const below = around.bottom + GAP_PIXELS;
  const isRoomBelow = below + height <= innerHeight - GAP_PIXELS;
  const most = innerWidth - width - GAP_PIXELS;
  tip.style.left = `${Math.max(GAP_PIXELS, Math.min(left, most))}px`;
  tip.style.top = `${isRoomBelow ? below : around.top - height - GAP_PIXELS}px`;
}
