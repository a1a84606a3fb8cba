import { createEffect, createMemo, onCleanup, onMount, Show } from 'solid-js';
import { addStyle } from '../add-style.ts';
import { usePanel } from '../context.ts';
import { focusOn, isTouched } from '../focus.ts';
import { CROSS, Icon } from '../Icon.tsx';
import { createWords } from './load-words.ts';
import css from './question.css?inline';
import type { Words } from './words/en.ts';

/** An answer that can be given. */
export type Choice = { readonly label: string; act(): void };

/** A question, or a notice without choices, which can be hidden. */
export type Asked = {
  readonly text: string;
  /** What helps to tell which conversation it is. */
  readonly quote?: string;
  readonly choices?: readonly Choice[];
  /** Hides a notice. */
  readonly hide?: () => void;
  /** An answer was given and is being carried out; the buttons are disabled. */
  readonly isBusy?: boolean;
};

/** Asks in the panel's language, for as long as there is something to ask or to say. */
export function Question(props: { ask(words: Words): Asked | undefined }) {
  const words = createWords();
  const asked = createMemo(() => {
    const loaded = words();
    return loaded && props.ask(loaded);
  });
  return <Show when={asked()}>{(shown) => <Card asked={shown()} />}</Show>;
}

/** Shown above the text box, which stays usable: the user can write without answering. */
function Card(props: { asked: Asked }) {
  const { root, strings } = usePanel();
  const find = (selector: string) => root.querySelector<HTMLElement>(selector);
  const field = () => root.querySelector<HTMLTextAreaElement>('.panel textarea');
  const question = createMemo(() => props.asked.choices && props.asked.text);

  onCleanup(addStyle(root, css));
  onCleanup(() => root.activeElement?.closest('.question') && goOnWriting());
  onMount(() => createEffect(() => question() && !props.asked.isBusy && takeFocus()));

  /** Moves the focus to the question, not to a button of it, unless the user is writing. */
  function takeFocus(): void {
    const { activeElement } = root;
    const isFree = activeElement === find('.panel') || activeElement === field();
    if (isFree && !field()?.value) focusOn(find('.question'));
  }

  function goOnWriting(): void {
    focusOn(isTouched() ? find('.panel') : field());
  }

  /** What is typed belongs into the text box, wherever the focus has gone. */
  function onKeyDown(event: KeyboardEvent): void {
    const isText = event.key.length === 1 && !event.ctrlKey && !event.metaKey;
    if (isText && (event.key !== ' ' || event.target === find('.question'))) focusOn(field());
  }

  /** The user can go on writing while the answer is carried out. */
  function choose(act: () => void): void {
    goOnWriting();
    act();
  }

  return (
    <section class="question" aria-labelledby="question" tabindex="-1" onKeyDown={onKeyDown}>
      <div role="alert">
        <p id="question">{props.asked.text}</p>
        <Show when={props.asked.quote}>
          <blockquote dir="auto">{props.asked.quote}</blockquote>
        </Show>
      </div>
      <Show when={question()}>
        <p class="choices">
          {props.asked.choices?.map(({ label, act }) => (
            <button type="button" disabled={props.asked.isBusy} onClick={() => choose(act)}>
              {label}
            </button>
          ))}
        </p>
      </Show>
      <Show when={props.asked.hide}>
        {(hide) => (
          <button
            type="button"
            class="quiet"
            aria-label={strings.hide}
            onClick={() => choose(hide())}
          >
            <Icon path={CROSS} />
          </button>
        )}
      </Show>
    </section>
  );
}
