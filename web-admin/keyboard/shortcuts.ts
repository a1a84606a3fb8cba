/**
 * Every key of the dashboard, in the order in which the help lists them. A part that adds one adds a
 * line here and says what it does with `useShortcut`. Enter is only listed: browsers follow a link
 * by themselves.
 */
export const SHORTCUTS = [
  { name: 'next', key: 'j', text: 'Next chat' },
  { name: 'previous', key: 'k', text: 'Previous chat' },
  { name: 'open', key: 'Enter', text: 'Open the chat; once open, go to its reply box' },
  { name: 'archive', key: 'e', text: 'Archive or restore the open chat, and go on to the next' },
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
