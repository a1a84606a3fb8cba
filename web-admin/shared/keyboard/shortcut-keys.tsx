import {
  createContext,
  createSignal,
  onCleanup,
  type ParentProps,
  type Signal,
  useContext,
} from 'solid-js';
import { useReplyFocus } from './reply-focus.tsx';
import { type ShortcutName, shortcutOf } from './shortcuts.ts';

type Run = (press: KeyboardEvent) => void;

type ShortcutKeys = {
  readonly runs: Map<ShortcutName, Run>;
  /** Whether shortcuts of one letter work: they disturb people who dictate. */
  readonly isOn: Signal<boolean>;
};

const ShortcutContext = createContext<ShortcutKeys>();

/**
 * Listens to the keys of the page. They are not shortcuts in a field, in a dialog, with a modifier, or
 * while a reply box is about to get the focus.
 */
export function ShortcutProvider(props: ParentProps) {
  const [isOn, setIsOn] = createSignal(localStorage.getItem(STORED) !== 'off');
  const replyFocus = useReplyFocus();
  const keys: ShortcutKeys = { runs: new Map(), isOn: [isOn, setIsOn] };

  function onKeyDown(event: KeyboardEvent): void {
    if (
      !isOn() ||
      event.defaultPrevented ||
      replyFocus.isWaiting() ||
      isForSomethingElse(event.target)
    )
      return;
    const name = shortcutOf(event);
    const run = name && keys.runs.get(name);
    if (run === undefined) return;
    event.preventDefault();
    run(event);
  }

  document.addEventListener('keydown', onKeyDown);
  onCleanup(() => document.removeEventListener('keydown', onKeyDown));
  return <ShortcutContext.Provider value={keys}>{props.children}</ShortcutContext.Provider>;
}

/** Sets what a shortcut does while its owner exists. */
export function useShortcut(name: ShortcutName, run: Run): void {
  const { runs } = useKeys();
  runs.set(name, run);
  onCleanup(() => {
    if (runs.get(name) === run) runs.delete(name);
  });
}

/** Whether shortcuts are on. Stored in this browser. */
export function useShortcutSwitch(): [() => boolean, (isOn: boolean) => void] {
  const [isOn, setIsOn] = useKeys().isOn;
  return [
    isOn,
    (next) => {
      setIsOn(next);
      localStorage.setItem(STORED, next ? 'on' : 'off');
    },
  ];
}

const STORED = 'support-chat.shortcuts';

function useKeys(): ShortcutKeys {
  const keys = useContext(ShortcutContext);
  if (keys === undefined) throw new Error('shortcuts need a ShortcutProvider around them');
  return keys;
}

function isForSomethingElse(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(BUSY) !== null;
}

const BUSY = 'input, textarea, select, dialog, [contenteditable="true"], [role="menu"]';
