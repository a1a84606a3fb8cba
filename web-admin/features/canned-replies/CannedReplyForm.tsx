import { createEffect, createSignal, onMount, type ParentProps, Show } from 'solid-js';
import type { CannedReply } from '../../../protocol/index.ts';
import { lengthNote } from '../../shared/text/length-note.ts';
import styles from './CannedRepliesDialog.module.css';
import { ConflictWarning } from './ConflictWarning.tsx';
import type { CannedReplies } from './create-canned-replies.ts';
import { createReplyForm } from './create-reply-form.ts';

type CannedReplyFormProps = {
  canned: CannedReplies;
  /** The reply to change; undefined for a new one. */
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
        <Field id="canned-reply-name" label="Name" note={form.nameNote()}>
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
            onInput={(event) => form.setName(event.currentTarget.value)}
          />
        </Field>
      </Show>
      <Field
        id="canned-reply-content"
        label="Text"
        note={form.contentNote() || lengthNote(form.content())}
      >
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
      </Field>
      <div ref={trouble} role="alert">
        <Show when={form.conflict()}>
          {(conflict) => (
            <ConflictWarning name={form.name()} conflict={conflict()} onTake={form.takeTheirs} />
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

function Field(props: ParentProps<{ id: string; label: string; note: string }>) {
  return (
    <div class={styles.field}>
      <label class={styles.label} for={props.id}>
        {props.label}
      </label>
      {props.children}
      <span id={`${props.id}-note`} class={styles.note} aria-live="polite">
        {props.note}
      </span>
    </div>
  );
}

/** Asks for a second click: the reply is deleted for the whole team. */
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
