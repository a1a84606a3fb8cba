import type { Locator, Route } from 'playwright-core';
import type { Erased } from '../../protocol/index.ts';
import type { Dashboard } from '../drivers/dashboard.ts';
import type { User } from '../drivers/other-people.ts';
import type { Reach } from '../drivers/scene.ts';
import { USERS } from '../fixtures/users.ts';
import { userWithTalk } from './talk.ts';

/** The details of a user, and exporting and erasing their data. */
export const PERSON_STATES: Readonly<Record<string, Reach<Dashboard>>> = {
  async person(dashboard) {
    await dashboard.showChat(USERS.alice);
    const person = await dashboard.showPerson();
    await person.getByText('British English').waitFor();
  },
  async 'person-long-name'(dashboard) {
    await dashboard.showChat(USERS.longName);
    const person = await dashboard.showPerson();
    await person.getByText('Unknown').first().waitFor();
  },
  async 'person-visitor'(dashboard) {
    await dashboard.showChat(USERS.visitor);
    const person = await dashboard.showPerson();
    await person.getByText('Unknown').first().waitFor();
  },
  async 'person-impostor'(dashboard) {
    await dashboard.showChat(USERS.impostor);
    const person = await dashboard.showPerson();
    await person.getByText('Unknown').first().waitFor();
  },
  async 'person-exporting'(dashboard) {
    await dashboard.showChat(USERS.alice);
    await dashboard.page.route('**/export?**', () => {});
    const person = await dashboard.showPerson();
    await person.getByRole('button', { name: 'Export as JSON' }).click();
    await person.getByRole('progressbar').scrollIntoViewIfNeeded();
  },
  async 'person-export-failed'(dashboard) {
    await dashboard.showChat(USERS.alice);
    await dashboard.page.route('**/export?**', (route) => route.abort());
    const person = await dashboard.showPerson();
    await person.getByRole('button', { name: 'Export as JSON' }).click();
    await person.getByText(/export failed/).scrollIntoViewIfNeeded();
  },
  async 'person-not-loaded'(dashboard) {
    let requests = 0;
    await dashboard.page.route('**/api/admin/chats/*', (route) => {
      requests += 1;
      return requests > 1 ? route.abort() : route.fallback();
    });
    await dashboard.showChat(USERS.alice);
    const person = await dashboard.showPerson();
    await person.getByText('Could not be loaded.').waitFor();
  },
  async erase(dashboard) {
    await askToErase(dashboard, USERS.alice);
  },
  async 'erase-long-name'(dashboard) {
    const dialog = await askToErase(dashboard, USERS.longName);
    await dialog.getByRole('textbox').fill('erase');
  },
  async 'erase-running'(dashboard) {
    const dialog = await askToErase(dashboard, USERS.alice);
    // It takes the server several requests for thousands of messages only.
    const unfinished = { erased: false, remaining: 3 } satisfies Erased;
    let requests = 0;
    await routeErase(dashboard, (route) => {
      requests += 1;
      if (requests === 1) void route.fulfill({ status: 202, json: unfinished });
    });
    await confirm(dialog);
    await dialog.getByText('5 of 8 messages').waitFor();
  },
  async 'erase-failed'(dashboard) {
    const dialog = await askToErase(dashboard, USERS.alice);
    const json = { error: { code: 'forbidden', message: '' } };
    await routeErase(dashboard, (route) => void route.fulfill({ status: 403, json }));
    await confirm(dialog);
    await dialog.getByRole('alert').scrollIntoViewIfNeeded();
  },
  async erased(dashboard, { people }) {
    const dialog = await askToErase(dashboard, await userWithTalk(people));
    await confirm(dialog);
    await dashboard.page.getByText(/has been erased/).waitFor();
  },
};

async function askToErase(
  dashboard: Dashboard,
  user: User | (typeof USERS)[keyof typeof USERS],
): Promise<Locator> {
  await dashboard.showChat(user);
  const card = await dashboard.showPerson();
  await card.getByRole('button', { name: 'Erase…' }).click();
  const dialog = dashboard.page.getByRole('dialog', { name: /^Erase / });
  await dialog.waitFor();
  return dialog;
}

async function confirm(dialog: Locator): Promise<void> {
  await dialog.getByRole('textbox').fill('erase');
  await dialog.getByRole('button', { name: 'Erase permanently' }).click();
}

async function routeErase({ page }: Dashboard, handle: (route: Route) => void): Promise<void> {
  await page.route('**/api/admin/chats/*', (route) =>
    route.request().method() === 'DELETE' ? handle(route) : route.fallback(),
  );
}
