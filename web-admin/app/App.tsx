import { createResource, ErrorBoundary, Match, Switch } from 'solid-js';
import { SignInPage } from '../features/sign-in/SignInPage.tsx';
import { StorageBlockedError, startUp } from '../features/sign-in/start-up.ts';
import { SignInError } from '../shared/session/signed-in.ts';
import { NoticePage } from '../shared/ui/NoticePage.tsx';
import { Dashboard } from './Dashboard.tsx';

export function App() {
  const [start, { refetch }] = createResource(startUp);
  return (
    <ErrorBoundary fallback={<BrokenPage />}>
      <Switch fallback={<NoticePage title="Loading…" isBusy />}>
        <Match when={start.state === 'errored' && start.error instanceof SignInError}>
          <NoticePage
            title="Sign-in failed"
            text="The sign-in was rejected or interrupted."
            action={{ label: 'Try again', run: refetch }}
          />
        </Match>
        <Match when={start.state === 'errored' && start.error instanceof StorageBlockedError}>
          <NoticePage
            title="Your browser blocks storage"
            text={`The dashboard needs it to keep you signed in. Allow cookies and site data for ${location.host} in the browser’s settings, then try again.`}
            action={{ label: 'Try again', run: () => location.reload() }}
          />
        </Match>
        <Match when={start.state === 'errored'}>
          <NoticePage
            title="The dashboard could not be loaded"
            text="Check your connection and try again."
            action={{ label: 'Try again', run: refetch }}
          />
        </Match>
        <Match when={start.state === 'ready' && start()} keyed>
          {({ config, signedIn }) =>
            signedIn === null ? (
              <SignInPage config={config} />
            ) : (
              <Dashboard config={config} signedIn={signedIn} />
            )
          }
        </Match>
      </Switch>
    </ErrorBoundary>
  );
}

function BrokenPage() {
  return (
    <NoticePage
      title="Something went wrong"
      text="Reloading the page usually helps. Your drafts are kept."
      action={{ label: 'Reload', run: () => location.reload() }}
    />
  );
}
