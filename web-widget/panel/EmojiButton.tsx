import { createSignal, Show } from 'solid-js';
import { usePanel } from './context.ts';
import type { EmojiPicker } from './emoji/EmojiPicker.tsx';
import { Icon } from './Icon.tsx';

const SMILE =
  'M8.4 14.2a4.2 4.2 0 0 0 7.2 0M9 9.6v.1M15 9.6v.1M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17Z';

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
        <Icon path={SMILE} />
      </button>
      <Show when={props.field && picker() ? props.field : undefined}>
        {(field) => picker()?.({ field: field(), close })}
      </Show>
    </>
  );
}
