import { setHidden } from '../../test/support/page-states.ts';
import type { Dashboard } from '../drivers/dashboard.ts';
import type { Reach } from '../drivers/scene.ts';
import { USERS } from '../fixtures/users.ts';
import { userWhoAsks } from './talk.ts';

/** Notifications of new messages, and the keyboard shortcuts. */
export const ALERT_STATES: Readonly<Record<string, Reach<Dashboard>>> = {
  async alerts(dashboard) {
    await setPermission(dashboard, 'default');
    await dashboard.showInbox();
    await dashboard.button(/^Notifications/).click();
    await dashboard.page.getByText('When a user writes').waitFor();
  },
  async 'alerts-denied'(dashboard) {
    await setPermission(dashboard, 'denied');
    await dashboard.showChat(USERS.alice);
    await dashboard.button(/^Notifications/).click();
    await dashboard.page.getByText('Your browser blocks them').waitFor();
  },
  async 'alerts-offer'(dashboard, { people }) {
    await setPermission(dashboard, 'default');
    await dashboard.showInbox();
    await setHidden(dashboard.page, true);
    await userWhoAsks(people, 'Ines Castro');
    await dashboard.page.getByText('You missed a message').waitFor();
    await setHidden(dashboard.page, false);
  },
  async shortcuts(dashboard) {
    await dashboard.showChat(USERS.alice);
    await dashboard.page.getByRole('log').press('?');
    await dashboard.page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  },
  async 'shortcuts-off'(dashboard) {
    await dashboard.showChat(USERS.alice);
    await dashboard.page.getByRole('log').press('?');
    await dashboard.page.getByRole('checkbox', { name: 'Use these keys' }).uncheck();
  },
};

/** Automated browsers deny notifications without asking. */
async function setPermission(
  { page }: Dashboard,
  permission: NotificationPermission,
): Promise<void> {
  await page.addInitScript((given) => {
    Object.defineProperty(Notification, 'permission', { value: given });
  }, permission);
}
