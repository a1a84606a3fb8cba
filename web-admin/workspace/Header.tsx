import { A } from '@solidjs/router';
import { AlertsMenu } from '../attention/AlertsMenu.tsx';
import { Icon } from '../icons/Icon.tsx';
import { ShortcutHelp } from '../keyboard/ShortcutHelp.tsx';
import { ADMIN_PATH } from '../session/return-path.ts';
import { useSession } from '../session/session-context.tsx';
import styles from './Header.module.css';
import type { LinkStatus } from './link-status.ts';

export function Header(props: { status: LinkStatus }) {
  const { config, signedIn } = useSession();

  return (
    <header class={styles.header}>
      <h1 class={styles.site}>
        <A href={ADMIN_PATH} class={styles.home}>
          {config.site_name}
        </A>
      </h1>
      <output class={styles.status} data-tone={props.status.tone} aria-label="Connection">
        {props.status.label}
      </output>
      <span class={styles.person}>{signedIn.label}</span>
      <AlertsMenu />
      <ShortcutHelp />
      <button
        type="button"
        class="button plain"
        aria-label="Sign out"
        onClick={() => void signedIn.signOut()}
      >
        <Icon name="signOut" />
        <span class={styles.wide}>Sign out</span>
      </button>
    </header>
  );
}
