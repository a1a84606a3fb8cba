import type { Locator, Route } from 'playwright-core';
import type { Member } from './cast.ts';
import type { Desk } from './desk.ts';
import type { Take } from './take.ts';

/** What the dashboard shows of a person, and what can be done with what is kept of them. */
export const PERSON_STATES: Readonly<Record<string, Take>> = {
  async person(desk, { alice }) {
    await desk.showChat(alice);
    const person = await desk.showPerson();
    await person.getByText('British English').waitFor();
  },
  async 'person-odd'(desk, { odd }) {
    await desk.showChat(odd);
    const person = await desk.showPerson();
    await person.getByText('Not said').first().waitFor();
  },
  async 'person-visitor'(desk, { visitor }) {
    await desk.showChat(visitor);
    const person = await desk.showPerson();
    await person.getByText('Not said').first().waitFor();
  },
  async 'person-claimant'(desk, { claimant }) {
    await desk.showChat(claimant);
    const person = await desk.showPerson();
    await person.getByText('Not said').first().waitFor();
  },
  async 'person-exporting'(desk, { alice }) {
    await desk.showChat(alice);
    await desk.page.route('**/export?**', () => {});
    const person = await desk.showPerson();
    await person.getByRole('button', { name: 'Export as JSON' }).click();
    await person.getByRole('progressbar').scrollIntoViewIfNeeded();
  },
  async 'person-export-failed'(desk, { alice }) {
    await desk.showChat(alice);
    await desk.page.route('**/export?**', (route) => route.abort());
    const person = await desk.showPerson();
    await person.getByRole('button', { name: 'Export as JSON' }).click();
    await person.getByText(/did not work/).scrollIntoViewIfNeeded();
  },
  async 'person-not-loaded'(desk, { alice }) {
    let asked = 0;
    await desk.page.route('**/api/admin/chats/*', (route) => {
      asked += 1;
      return asked > 1 ? route.abort() : route.fallback();
    });
    await desk.showChat(alice);
    const person = await desk.showPerson();
    await person.getByText('Could not be loaded.').waitFor();
  },
  async erase(desk, { alice }) {
    await askToErase(desk, alice);
  },
  async 'erase-odd'(desk, { odd }) {
    const dialog = await askToErase(desk, odd);
    await dialog.getByRole('textbox').fill('erase');
  },
  async 'erase-running'(desk, { alice }) {
    const dialog = await askToErase(desk, alice);
    let asked = 0;
    await answerErasing(desk, (route) => {
      asked += 1;
      if (asked === 1) void route.fulfill({ status: 202, json: { erased: false, remaining: 3 } });
    });
    await confirm(dialog);
    await dialog.getByText('5 of 8 messages').waitFor();
  },
  async 'erase-failed'(desk, { alice }) {
    const dialog = await askToErase(desk, alice);
    await answerErasing(desk, (route) => void route.fulfill({ status: 403, json: FORBIDDEN }));
    await confirm(dialog);
    await dialog.getByRole('alert').scrollIntoViewIfNeeded();
  },
  async erased(desk, { alice }) {
    const dialog = await askToErase(desk, alice);
    await answerErasing(desk, (route) => void route.fulfill({ json: { erased: true } }));
    await confirm(dialog);
    await desk.page.getByText(/has been erased/).waitFor();
  },
};

/** What is not worth asking again. */
const FORBIDDEN = { error: { code: 'forbidden', message: '' } };

async function askToErase(desk: Desk, person: Member): Promise<Locator> {
  await desk.showChat(person);
  const card = await desk.showPerson();
  await card.getByRole('button', { name: 'Erase…' }).click();
  const dialog = desk.page.getByRole('dialog', { name: /^Erase / });
  await dialog.waitFor();
  return dialog;
}

async function confirm(dialog: Locator): Promise<void> {
  await dialog.getByRole('textbox').fill('erase');
  await dialog.getByRole('button', { name: 'Erase for good' }).click();
}

/** Stands in for the server, so that nobody is erased for a picture. */
async function answerErasing({ page }: Desk, answer: (route: Route) => void): Promise<void> {
  await page.route('**/api/admin/chats/*', (route) =>
    route.request().method() === 'DELETE' ? answer(route) : route.fallback(),
  );
}
