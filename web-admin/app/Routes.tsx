import { Route, Router, useNavigate } from '@solidjs/router';
import { ADMIN_PATH } from '../shared/navigation/paths.ts';
import { Icon } from '../shared/ui/Icon.tsx';
import { NoticePage } from '../shared/ui/NoticePage.tsx';
import { PageTitleProvider } from '../shared/ui/page-title.tsx';
import { ChatPage } from './ChatPage.tsx';
import styles from './Routes.module.css';
import { Workspace } from './Workspace.tsx';

/** Which page each address shows. */
export function Routes() {
  return (
    <PageTitleProvider>
      <Router>
        <Route path={ADMIN_PATH} component={Workspace}>
          <Route path="/" component={NoChatPage} />
          <Route path="/chats/:id" component={ChatPage} />
        </Route>
        <Route path="*" component={UnknownPage} />
      </Router>
    </PageTitleProvider>
  );
}

function NoChatPage() {
  return (
    <div class={`empty-place ${styles.page}`}>
      <Icon name="chat" class={styles.mark} />
      <p>Choose a chat to read it and reply.</p>
    </div>
  );
}

function UnknownPage() {
  const navigate = useNavigate();
  return (
    <NoticePage
      title="Page not found"
      action={{ label: 'Go to the inbox', run: () => navigate(ADMIN_PATH) }}
    />
  );
}
