import { createEffect, createSignal, on, onCleanup, Show } from 'solid-js';
import type { ChatSnapshot } from '../../../web-client/index.ts';
import { addStyle } from '../add-style.ts';
import { type PanelParts, usePanel } from '../context.ts';
import { CROSS, Icon } from '../Icon.tsx';
import { VISITOR_SCOPE } from '../identity.ts';
import type { LiveChat } from '../live-chat.ts';
import { scopedStorage } from '../storage.ts';
import { type EmailDraft, EmailForm } from './EmailForm.tsx';
import css from './email.css?inline';

const HIDDEN_KEY = 'email-hidden';
const MAIL = 'M3.5 6h17v12.5h-17ZM4 7l8 6 8-6';

/** A line where a visitor leaves an email address for replies and sees it, until they hide the line. */
export function EmailCard(props: { live: LiveChat }) {
  const { storage, strings } = usePanel();
  const kept = scopedStorage(storage, VISITOR_SCOPE);
  const view = () => props.live.view;
  const [card, setCard] = createSignal<HTMLElement>();
  const [draft, setDraft] = createSignal<EmailDraft>();
  const [isHidden, setIsHidden] = createSignal(kept.get(HIDDEN_KEY) !== null);
  let tried = '';

  const result = () => (draft() ? '' : resultText(view(), strings));

  createEffect(() => {
    const root = card()?.getRootNode();
    if (root instanceof ShadowRoot) onCleanup(addStyle(root, css));
  });
  createEffect(
    on(
      () => view().email_state === 'failed',
      (hasFailed) => hasFailed && offerAgain(),
      { defer: true },
    ),
  );

  function offerAgain(): void {
    // A user who writes on keeps the focus.
    const isHere = card()?.matches(':focus-within');
    setDraft({ email: tried, error: strings.email.failed });
    if (isHere) focusOn('input');
  }

  function open(next: EmailDraft): void {
    setDraft(next);
    focusOn('input');
  }

  /** Closes the form; without a form, hides the line. */
  function close(): void {
    if (!draft()) {
      kept.set(HIDDEN_KEY, 'yes');
      // The keys that are typed next go to the text box.
      card()?.closest<HTMLElement>('.panel')?.focus();
      setIsHidden(true);
    }
    setDraft();
    focusOn('button');
  }

  function save(text: string): void {
    tried = text;
    const address = props.live.emailAddress(text);
    if (address !== undefined) {
      props.live.chat.leaveEmail(address);
      close();
    } else open({ email: text, error: strings.email.invalid });
  }

  function focusOn(name: 'input' | 'button'): void {
    card()?.querySelector<HTMLElement>(name)?.focus();
  }

  return (
    <Show when={draft() || !isHidden()}>
      <div ref={setCard} class="email">
        <p role="status">{result()}</p>
        <Show when={draft()} fallback={<Offer address={view().user_email} onOpen={open} />}>
          {(shown) => <EmailForm draft={shown()} onSave={save} onCancel={close} />}
        </Show>
        <button
          type="button"
          class="quiet"
          aria-label={draft() ? strings.email.cancel : strings.hide}
          onClick={close}
        >
          <Icon path={CROSS} />
        </button>
      </div>
    </Show>
  );
}

/** What became of an address that was left. */
function resultText(
  { user_email, email_state }: ChatSnapshot,
  strings: PanelParts['strings'],
): string {
  if (!user_email) return '';
  if (email_state === 'pending') return strings.sending + strings.ellipsis;
  return strings.email.saved(user_email);
}

type OfferProps = { address: string | null; onOpen(draft: EmailDraft): void };

function Offer(props: OfferProps) {
  const { strings } = usePanel();
  return (
    <button
      type="button"
      class="link"
      onClick={() => props.onOpen({ email: props.address ?? '', error: '' })}
    >
      <Show when={!props.address} fallback={strings.email.change}>
        <Icon path={MAIL} />
        {strings.email.offer}
      </Show>
    </button>
  );
}
