import { createSignal, onCleanup, onMount } from 'solid-js';
import { insertText } from '../../../web-shared/insert-text.ts';
import { addStyle } from '../add-style.ts';
import { usePanel } from '../context.ts';
import css from './emoji.css?inline';
import { EMOJI_GROUPS, moveInGrid } from './emoji-grid.ts';

/**
 * A small choice of emoji above the text field. One of them is in the order of the Tab key, and the
 * arrow keys go from there. A screen reader reads each emoji's own name in its own language.
 */
export function EmojiPicker(props: { field: HTMLTextAreaElement; close(): void }) {
  const { root, strings } = usePanel();
  const [current, setCurrent] = createSignal(0);
  const options: HTMLElement[] = [];
  let count = 0;
  onCleanup(addStyle(root, css));
  onMount(() => options[0]?.focus());

  function leave(): void {
    props.close();
    props.field.focus();
  }

  function pick(emoji: string): void {
    leave();
    insertText(props.field, emoji);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const next = moveInGrid(event.key, current(), options.length, strings.dir);
    if (event.key === 'Escape') leave();
    else if (next !== undefined) options[next]?.focus();
    else return;
    event.preventDefault();
    // Escape would close the whole chat further up.
    event.stopPropagation();
  }

  function onFocusOut({ relatedTarget, currentTarget }: FocusEvent & { currentTarget: Element }) {
    const isLeft = relatedTarget instanceof Node && !currentTarget.contains(relatedTarget);
    if (isLeft) props.close();
  }

  function Option({ emoji }: { readonly emoji: string }) {
    const index = count++;
    return (
      <button
        ref={(element) => {
          options[index] = element;
        }}
        type="button"
        role="option"
        aria-selected={current() === index}
        tabindex={current() === index ? 0 : -1}
        onFocus={() => setCurrent(index)}
        onClick={() => pick(emoji)}
      >
        {emoji}
      </button>
    );
  }

  return (
    <div
      class="emoji-picker"
      role="listbox"
      aria-label={strings.emoji}
      onKeyDown={onKeyDown}
      onFocusOut={onFocusOut}
    >
      {EMOJI_GROUPS.map((group) => (
        <div>
          {group.map((emoji) => (
            <Option emoji={emoji} />
          ))}
        </div>
      ))}
    </div>
  );
}
