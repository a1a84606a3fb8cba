/**
 * What the compiled components call: Solid's own, but for `template`, which turns markup into
 * elements. Pages that require Trusted Types let only a named policy do that; they name
 * `support-chat` beside their own.
 */
export * from 'solid-js/web';

type TrustedTypes = {
  createPolicy(
    name: string,
    rules: { createHTML(markup: string): string },
  ): { createHTML(markup: string): string };
};

declare global {
  interface Window {
    readonly trustedTypes?: TrustedTypes;
  }
}

const policy = window.trustedTypes?.createPolicy('support-chat', {
  createHTML: (markup) => markup,
});

/** A maker of copies of what the markup, all of it written at build time, stands for. */
export function template(markup: string): () => Node {
  let made: Node | undefined;
  return () => {
    made ??= elementOf(markup);
    return made.cloneNode(true);
  };
}

function elementOf(markup: string): Node {
  const holder = document.createElement('template');
  holder.innerHTML = policy ? policy.createHTML(markup) : markup;
  const { firstChild } = holder.content;
  if (!firstChild) throw new Error('a component without an element');
  return firstChild;
}
