/**
 * Every key of the dashboard, in the order in which the help lists them. A part that adds one adds a
 * line here and says what it does with `useShortcut`. Those that belong to a part of the page, such
 * as the keys of the reply box, are only listed.
 */
export const SHORTCUTS = [
  { name: 'next', key: 'j', text: 'Next chat' },
  { name: 'previous', key: 'k', text: 'Previous chat' },
  { name: 'open', key: 'Enter', text: 'Open the chat, and go to its reply box' },
  { name: 'finish', key: 'Ctrl+Enter', text: 'Send, archive, and open the next chat' },
  { name: 'leave', key: 'Escape', text: 'Leave the reply box, so that these keys work' },
  { name: 'archive', key: 'e', text: 'Archive or restore the open chat, and go on to the next' },
  { name: 'undo', key: 'z', text: 'Undo archiving, as long as it is offered' },
  { name: 'search', key: '/', text: 'Search' },
  { name: 'help', key: '?', text: 'Show these keys' },
] as const;

export type ShortcutName = (typeof SHORTCUTS)[number]['name'];

type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'isComposing'>;

/** The shortcut that a key press means. Shift does not matter: many keyboards make `?` and `/` by it. */
export function shortcutOf(press: Press): ShortcutName | undefined {
  if (press.ctrlKey || press.metaKey || press.altKey || press.isComposing) return undefined;
  return SHORTCUTS.find(({ key }) => key === press.key)?.name;
}
