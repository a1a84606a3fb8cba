import { A } from '@solidjs/router';
import { NotificationsMenu } from '../features/notifications/NotificationsMenu.tsx';
import { ADMIN_PATH } from '../shared/navigation/paths.ts';
import { useSession } from '../shared/session/session-context.tsx';
import { Icon } from '../shared/ui/Icon.tsx';
import type { ConnectionStatus } from './connection-status.ts';
import styles from './Header.module.css';
import { ShortcutHelp } from './ShortcutHelp.tsx';

export function Header(props: { status: ConnectionStatus }) {
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
      <NotificationsMenu />
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
