import { expect, test } from 'vitest';
import { SHORTCUTS, shortcutOf } from '../../../../web-admin/shared/keyboard/shortcuts.ts';

const press = (key: string, part: Partial<KeyboardEvent> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  isComposing: false,
  ...part,
});

test('[A6] each key of the table means its shortcut, and no key means two', () => {
  for (const { key, name } of SHORTCUTS) expect(shortcutOf(press(key))).toBe(name);
  expect(shortcutOf(press('x'))).toBeUndefined();
});

test.each(['ctrlKey', 'metaKey', 'altKey', 'isComposing'] as const)(
  '[A6] with %s a key is left to the browser',
  (modifier) => {
    expect(shortcutOf(press('e', { [modifier]: true }))).toBeUndefined();
  },
);
