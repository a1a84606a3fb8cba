import { For, Show } from 'solid-js';
import { textParts } from '../../../web-client/text-parts.ts';

/** The words of a message as text; addresses become links, nothing else becomes anything. */
export function MessageText(props: { content: string }) {
  return (
    <For each={textParts(props.content)}>
      {(part) => (
        <Show when={part.href} fallback={part.text}>
          <a href={part.href} target="_blank" rel="noopener noreferrer nofollow">
            {part.text}
          </a>
        </Show>
      )}
    </For>
  );
}
