import { createSignal, onCleanup, Show } from 'solid-js';
import type { AdminConfig } from '../../../protocol/index.ts';
import { Icon } from '../../shared/ui/Icon.tsx';
import styles from '../../shared/ui/NoticePage.module.css';
import { hasSharedSignIn, onSignInElsewhere } from './shared-sign-in.ts';

export function SignInPage(props: { config: AdminConfig }) {
  const [isLeaving, setIsLeaving] = createSignal(false);
  const [hasFailed, setHasFailed] = createSignal(false);
  onCleanup(onSignInElsewhere(() => hasSharedSignIn() && location.reload()));

  async function leave(): Promise<void> {
    setIsLeaving(true);
    setHasFailed(false);
    try {
      const { startSignIn } = await import('./oidc-sign-in.ts');
      await startSignIn(props.config);
    } catch {
      setHasFailed(true);
    }
    // Also runs when the Back button restores this page.
    setIsLeaving(false);
  }

  return (
    <main class={styles.page}>
      <div class={`raised ${styles.card}`}>
        <Icon name="chat" class={styles.mark} />
        <h1 class={styles.title}>{props.config.site_name}</h1>
        <p class={styles.text}>Support dashboard</p>
        <button
          type="button"
          class="button primary"
          disabled={isLeaving()}
          onClick={() => void leave()}
        >
          Sign in
        </button>
        <Show when={hasFailed()}>
          <p role="alert" class={styles.failure}>
            The sign-in page cannot be reached. Try again in a moment.
          </p>
        </Show>
      </div>
    </main>
  );
}
