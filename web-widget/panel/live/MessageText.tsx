import { createEffect, createSignal } from 'solid-js';
import type { TextPart } from '../../../web-client/text-parts.ts';

/** Without one of these there is no address in a text. */
const MAY_HAVE_ADDRESS = /@|:\/|www/i;

type Linkify = (text: string) => TextPart[];

const [linkify, setLinkify] = createSignal<Linkify>();

/**
 * Text is only ever text: what looks like an address becomes a link, nothing becomes HTML. What finds
 * addresses comes with the first message that may have one.
 */
export function MessageText(props: { text: string }) {
  const mayHaveAddress = () => MAY_HAVE_ADDRESS.test(props.text);
  const parts = () => (mayHaveAddress() && linkify()?.(props.text)) || [{ text: props.text }];

  createEffect(() => {
    if (mayHaveAddress() && !linkify()) void load();
  });

  return (
    <span class="text">
      {parts().map(({ text, href }: TextPart) =>
        href ? (
          <a href={href} target="_blank" rel="noopener noreferrer nofollow">
            {text}
          </a>
        ) : (
          text
        ),
      )}
    </span>
  );
}

async function load(): Promise<void> {
  const loaded = await import('../../../web-client/text-parts.ts').catch(() => undefined);
  setLinkify(() => loaded?.linkify);
}
