import type { Locator } from 'playwright-core';
import type { Dashboard } from '../drivers/dashboard.ts';
import type { User } from '../drivers/other-people.ts';
import type { Reach } from '../drivers/scene.ts';
import { USERS } from '../fixtures/users.ts';

const ALL = '**/api/admin/canned_replies';

/** Inserting and editing canned replies. */
export const CANNED_REPLY_STATES: Readonly<Record<string, Reach<Dashboard>>> = {
  async canned(dashboard) {
    await typeInReply(dashboard, '/');
    await dashboard.page.getByRole('option', { name: /refund/ }).waitFor();
  },
  async 'canned-matching'(dashboard) {
    await typeInReply(dashboard, 'Hello Alice, /re');
    await dashboard.page.getByRole('option', { name: /refund/ }).waitFor();
  },
  async 'canned-not-loaded'(dashboard) {
    await dashboard.page.route(ALL, (route) => route.abort());
    await typeInReply(dashboard, '/');
    await dashboard.page.getByText('The canned replies could not be loaded.').waitFor();
  },
  async 'canned-dialog'(dashboard) {
    const dialog = await openDialog(dashboard);
    await dialog.getByRole('button', { name: /refund/ }).waitFor();
  },
  async 'canned-dialog-not-loaded'(dashboard) {
    await dashboard.page.route(ALL, (route) => route.abort());
    const dialog = await openDialog(dashboard);
    await dialog.getByText('The canned replies could not be loaded.').waitFor();
  },
  async 'canned-new'(dashboard) {
    const dialog = await openDialog(dashboard);
    await dialog.getByRole('button', { name: 'New canned reply' }).click();
    await dialog.getByRole('textbox', { name: 'Name' }).fill('straße');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('Write the text.').waitFor();
  },
  async 'canned-edit'(dashboard) {
    await editRefund(dashboard);
  },
  async 'canned-delete'(dashboard) {
    const dialog = await editRefund(dashboard);
    await dialog.getByRole('button', { name: 'Delete' }).click();
  },
  async 'canned-conflict'(dashboard, { people }) {
    const dialog = await editRefund(dashboard);
    const bo = await people.teammate('Bo Aalto');
    await bo.changeCannedReply('refund', 'You get it back within a week.');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText(/A teammate saved another text/).scrollIntoViewIfNeeded();
  },
  async 'canned-not-saved'(dashboard) {
    const dialog = await editRefund(dashboard);
    await dashboard.page.route(`${ALL}/*`, (route) => route.abort());
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('That did not work').scrollIntoViewIfNeeded();
  },
};

/** Types in the reply box until the picker is open. */
export async function typeInReply(
  dashboard: Dashboard,
  text: string,
  user: User | typeof USERS.alice = USERS.alice,
): Promise<void> {
  await dashboard.showChat(user);
  await dashboard.replyBox.pressSequentially(text);
  await dashboard.page.getByRole('listbox').waitFor();
}

/** Opens the dialog in which canned replies are edited. */
export async function openDialog(
  dashboard: Dashboard,
  user: User | typeof USERS.alice = USERS.alice,
): Promise<Locator> {
  await dashboard.showChat(user);
  await dashboard.button('Insert a canned reply').click();
  await dashboard.page.getByRole('option', { name: 'Edit canned replies…' }).click();
  const dialog = dashboard.page.getByRole('dialog', { name: 'Canned replies' });
  await dialog.waitFor();
  return dialog;
}

async function editRefund(dashboard: Dashboard): Promise<Locator> {
  const dialog = await openDialog(dashboard);
  await dialog.getByRole('button', { name: /refund/ }).click();
  await dialog.getByRole('textbox', { name: 'Text' }).waitFor();
  return dialog;
}
