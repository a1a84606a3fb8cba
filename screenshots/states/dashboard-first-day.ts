import type { Dashboard } from '../drivers/dashboard.ts';
import type { Reach } from '../drivers/scene.ts';
import { openDialog, typeInReply } from './dashboard-canned-replies.ts';
import { userWhoAsks } from './talk.ts';

/** A dashboard that nobody has used yet. */
export const FIRST_DAY_STATES: Readonly<Record<string, Reach<Dashboard>>> = {
  async 'inbox-empty'({ page, open }) {
    await open();
    await page.getByText('No active chats').waitFor();
  },
  async 'canned-none'(dashboard, { people }) {
    await typeInReply(dashboard, '/', await userWhoAsks(people, 'Alice Moss'));
    await dashboard.page.getByText('There are no canned replies yet.').waitFor();
  },
  async 'canned-dialog-empty'(dashboard, { people }) {
    const dialog = await openDialog(dashboard, await userWhoAsks(people, 'Alice Moss'));
    await dialog.getByText(/No canned replies yet/).waitFor();
  },
};
