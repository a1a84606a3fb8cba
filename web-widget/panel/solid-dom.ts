import { createMemo, createRenderEffect, untrack } from 'solid-js';

/**
 * What the compiled components call. It is Solid's work in few words: nothing is hydrated or delegated,
 * and elements that stay are told from those that go by what they are. `template` goes through a policy:
 * pages that require Trusted Types let only a named one turn markup into elements; they name
 * `support-chat` beside their own.
 */
export { createComponent, createRenderEffect as effect } from 'solid-js';

export const memo = <T>(compute: () => T) => createMemo(() => compute());

export const use = <E>(ref: (element: E) => unknown, element: E) => untrack(() => ref(element));

export function setAttribute(element: Element, name: string, value: unknown): void {
  if (value === undefined || value === null) element.removeAttribute(name);
  else element.setAttribute(name, `${value}`);
}

export const className = (element: Element, value: unknown) =>
  setAttribute(element, 'class', value);

export const setStyleProperty = (element: HTMLElement, name: string, value: unknown) =>
  element.style.setProperty(name, `${value}`);

export const addEventListener = (target: EventTarget, type: string, listener: EventListener) =>
  target.addEventListener(type, listener);

/**
 * Shows a value before a sibling, or at the end: elements, texts, lists of them, and what a function
 * yields, for as long as the component lives.
 */
export function insert(parent: Node, value: unknown, sibling: Node | null = null): void {
  let shown: ChildNode[] = [];

  function show(): void {
    const nodes = nodesOf(value, shown);
    // What shows nothing keeps its place too, beside others that come and go.
    if (nodes.length === 0) nodes.push(document.createTextNode(''));
    let next = shown.length > 0 ? (shown.at(-1)?.nextSibling ?? null) : sibling;
    const staying = new Set(nodes);
    for (const node of shown) if (!staying.has(node)) node.remove();
    shown = nodes;
    // One that is in its place is not touched: it would lose the focus, and what is selected in it.
    for (const node of [...nodes].reverse()) {
      if (node.parentNode !== parent || node.nextSibling !== next) parent.insertBefore(node, next);
      next = node;
    }
  }

  if (typeof value === 'function' || Array.isArray(value)) createRenderEffect(show);
  else show();
}

function nodesOf(value: unknown, shown: readonly ChildNode[]): ChildNode[] {
  if (typeof value === 'function') return nodesOf(Reflect.apply(value, undefined, []), shown);
  if (Array.isArray(value)) return value.flatMap((item) => nodesOf(item, []));
  if (value instanceof Element) return [value];
  if (value === undefined || value === null || typeof value === 'boolean') return [];
  const [text] = shown;
  if (shown.length !== 1 || !(text instanceof Text)) return [document.createTextNode(`${value}`)];
  if (text.data !== value) text.data = `${value}`;
  return [text];
}

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
