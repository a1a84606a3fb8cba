import { createEffect, createSignal, onMount, Show } from 'solid-js';
import type { CannedReply } from '../../../protocol/index.ts';
import { lengthNote } from '../../shared/text/length-note.ts';
import styles from './CannedRepliesDialog.module.css';
import { ConflictNote } from './ConflictNote.tsx';
import type { CannedReplies } from './create-canned-replies.ts';
import { createReplyForm } from './create-reply-form.ts';
import { asName } from './name-problem.ts';

type CannedReplyFormProps = {
  canned: CannedReplies;
  /** The one that is changed; without it a new one is made. */
  reply: CannedReply | undefined;
  onDone: () => void;
};

export function CannedReplyForm(props: CannedReplyFormProps) {
  const form = createReplyForm(props.canned, props.reply, () => props.onDone());
  const isNew = () => props.reply === undefined;
  let nameBox: HTMLInputElement | undefined;
  let contentBox: HTMLTextAreaElement | undefined;
  let trouble: HTMLDivElement | undefined;
  onMount(() => (nameBox ?? contentBox)?.focus());
  createEffect(() => {
    if (form.conflict() || form.problem()) trouble?.scrollIntoView({ block: 'nearest' });
  });

  return (
    <form
      class={styles.body}
      novalidate
      onSubmit={(event) => {
        event.preventDefault();
        form.save();
      }}
    >
      <Show when={isNew()} fallback={<h3 class={styles.name}>/{props.reply?.name}</h3>}>
        <div class={styles.field}>
          <label class={styles.label} for="canned-reply-name">
            Name
          </label>
          <input
            ref={nameBox}
            id="canned-reply-name"
            class={styles.box}
            autocomplete="off"
            autocapitalize="off"
            spellcheck={false}
            maxlength={33}
            placeholder="refund"
            aria-invalid={form.nameNote() !== ''}
            aria-describedby="canned-reply-name-note"
            value={form.name()}
            onInput={(event) => form.setName(asName(event.currentTarget.value))}
          />
          <span id="canned-reply-name-note" class={styles.note} aria-live="polite">
            {form.nameNote()}
          </span>
        </div>
      </Show>
      <div class={styles.field}>
        <label class={styles.label} for="canned-reply-content">
          Text
        </label>
        <textarea
          ref={contentBox}
          id="canned-reply-content"
          class={styles.box}
          rows="6"
          dir="auto"
          aria-invalid={form.contentNote() !== ''}
          aria-describedby="canned-reply-content-note"
          value={form.content()}
          onInput={(event) => form.setContent(event.currentTarget.value)}
        />
        <span id="canned-reply-content-note" class={styles.note} aria-live="polite">
          {form.contentNote() || lengthNote(form.content())}
        </span>
      </div>
      <div ref={trouble} role="alert">
        <Show when={form.conflict()}>
          {(conflict) => (
            <ConflictNote name={form.name()} conflict={conflict()} onTake={form.takeTheirs} />
          )}
        </Show>
        <Show when={form.problem()}>
          <p class={styles.problem}>{form.problem()}</p>
        </Show>
      </div>
      <div class={styles.actions}>
        <Show when={!isNew()}>
          <DeleteButton name={form.name()} onDelete={form.remove} />
        </Show>
        <button type="button" class="button" onClick={() => props.onDone()}>
          Cancel
        </button>
        <button type="submit" class="button primary" aria-disabled={form.isBusy()}>
          {form.conflict() === undefined ? 'Save' : 'Save mine'}
        </button>
      </div>
    </form>
  );
}

/** Asks once more, as the reply goes for everybody. */
function DeleteButton(props: { name: string; onDelete: () => void }) {
  const [isAsking, setIsAsking] = createSignal(false);
  return (
    <button
      type="button"
      class={`button ${styles.delete}`}
      onClick={() => (isAsking() ? props.onDelete() : setIsAsking(true))}
      onBlur={() => setIsAsking(false)}
    >
      {isAsking() ? `Delete /${props.name} for everybody` : 'Delete'}
    </button>
  );
}
