import type { Dashboard } from '../drivers/dashboard.ts';
import type { Reach } from '../drivers/scene.ts';

/** Before and instead of the dashboard. */
export const ACCESS_STATES: Readonly<Record<string, Reach<Dashboard>>> = {
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
  async 'no-rights'({ open, button }) {
    await open('/', 'Mallory');
    await button('Sign out').waitFor();
  },
  async refused({ page, open, button }, { network }) {
    await page.route('**/api/admin/**', (route) =>
      route.fulfill({ status: 401, json: { error: { code: 'unauthorized', message: '' } } }),
    );
    network.sockets = 'refuse';
    await open();
    await page.getByText('Sign-in failed').waitFor();
    await button('Sign out').waitFor();
  },
  async 'unknown-page'({ open, button }) {
    await open('/nowhere');
    await button('Go to the inbox').waitFor();
  },
};
