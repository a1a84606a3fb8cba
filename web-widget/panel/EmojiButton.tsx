import { createSignal, Show } from 'solid-js';
import { usePanel } from './context.ts';
import type { EmojiPicker } from './emoji/EmojiPicker.tsx';
import { Icon } from './Icon.tsx';

/** Opens the emoji, which are fetched only now, for what is being written in a text field. */
export function EmojiButton(props: { field: HTMLTextAreaElement | undefined }) {
  const { strings } = usePanel();
  const [picker, setPicker] = createSignal<typeof EmojiPicker>();

  async function toggle(): Promise<void> {
    if (picker()) return close();
    const loaded = await import('./emoji/EmojiPicker.tsx').catch(() => undefined);
    setPicker(() => loaded?.EmojiPicker);
  }

  function close(): void {
    setPicker();
  }

  return (
    <>
      <button
        type="button"
        class="quiet emoji"
        aria-label={strings.emoji}
        aria-expanded={picker() !== undefined}
        // Taking the focus would close the emoji before the click that is to close them.
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => void toggle()}
      >
        <Icon name="smile" />
      </button>
      <Show when={props.field && picker() ? props.field : undefined}>
        {(field) => picker()?.({ field: field(), close })}
      </Show>
    </>
  );
}
