import { createSignal } from 'solid-js';
import { usePanel } from '../context.ts';

/** What stands in the form, and why it was not taken; blank while there is nothing to say. */
export type EmailDraft = { readonly email: string; readonly error: string };

type EmailFormProps = {
  draft: EmailDraft;
  onSave(text: string): void;
  onCancel(): void;
};

export function EmailForm(props: EmailFormProps) {
  const { strings } = usePanel();
  const [field, setField] = createSignal<HTMLInputElement>();

  function onSubmit(event: SubmitEvent): void {
    event.preventDefault();
    props.onSave(field()?.value ?? '');
  }

  /** Escape leaves the form, not the chat around it. */
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.stopPropagation();
    props.onCancel();
  }

  return (
    // The error for an invalid address is in the panel's language, not in the browser's.
    <form novalidate onSubmit={onSubmit} onKeyDown={onKeyDown}>
      <label for="email">{strings.email.label}</label>
      <input
        ref={setField}
        id="email"
        type="email"
        name="email"
        autocomplete="email"
        inputmode="email"
        enterkeyhint="done"
        dir="ltr"
        value={props.draft.email}
        aria-invalid={props.draft.error !== ''}
        aria-describedby="email-error"
      />
      <button type="submit" class="save">
        {strings.email.save}
      </button>
      <p id="email-error" role="alert">
        {props.draft.error}
      </p>
    </form>
  );
}
