import type { Take } from './take.ts';

/** What stands before the dashboard. */
export const ACCESS_STATES: Readonly<Record<string, Take>> = {
  async 'sign-in'({ page, url, button }) {
    await page.goto(`${url}/admin/`);
    await button('Sign in').waitFor();
  },
  async 'sign-in-unreachable'({ page, url, button }) {
    await page.route('**/.well-known/**', (route) => route.abort());
    await page.goto(`${url}/admin/`);
    await button('Sign in').click();
    await page.getByRole('alert').waitFor();
  },
  async 'sign-in-interrupted'({ page, url, button }) {
    await page.goto(`${url}/admin/?error=access_denied&state=none`);
    await button('Try again').waitFor();
  },
  async 'not-loaded'({ page, url, button }) {
    await page.route('**/admin/config.json', (route) => route.fulfill({ status: 403 }));
    await page.goto(`${url}/admin/`);
    await button('Try again').waitFor();
  },
  async 'no-rights'({ page, url, signIn, button }) {
    await page.goto(`${url}/admin/`);
    await signIn('Mallory');
    await button('Sign out').waitFor();
  },
  async refused({ page, url, signIn, button }) {
    await page.route('**/api/admin/**', (route) =>
      route.fulfill({ status: 401, json: { error: { code: 'unauthorized', message: '' } } }),
    );
    await page.routeWebSocket('**/ws', (socket) => void socket.close());
    await page.goto(`${url}/admin/`);
    await signIn();
    await page.getByText('Sign-in failed').waitFor();
    await button('Sign out').waitFor();
  },
  async 'unknown-page'({ page, url, signIn, button }) {
    await page.goto(`${url}/admin/nowhere`);
    await signIn();
    await button('Go to the inbox').waitFor();
  },
};
