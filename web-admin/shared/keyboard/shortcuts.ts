/**
 * Every shortcut of the dashboard, in the order of the help. To add one, add a line here and set what it
 * does with `useShortcut`. Keys that one part of the page handles itself, such as those of the reply
 * box, are only listed.
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

/** The shortcut for a key press. Shift is ignored: many keyboards need it for `?` and `/`. */
export function shortcutOf(press: Press): ShortcutName | undefined {
  if (press.ctrlKey || press.metaKey || press.altKey || press.isComposing) return undefined;
  return SHORTCUTS.find(({ key }) => key === press.key)?.name;
}
