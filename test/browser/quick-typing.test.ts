import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { ChatDetailSchema } from '../../protocol/index.ts';
import { call } from '../support/http-client.ts';
import type { User } from '../support/people.ts';
import { openStage } from '../support/stage.ts';
import { waitUntil } from '../support/wait-until.ts';
import type { WindowOptions } from '../support/window.ts';

/** As long as the first request to an idle function takes longer. */
const LATE_MS = 500;
/** As quick as people type. */
const TYPING = { delay: 90 };

const stage = await openStage();
const { run } = stage;

/** The dashboard of an admin whose responses all come late. */
async function slowDashboard(options?: WindowOptions) {
  const { page, dashboard } = await stage.dashboard(options);
  await page.route('**/api/admin/**', async (route) => {
    await pause(LATE_MS);
    await route.fallback().catch(() => {});
  });
  return { page, dashboard };
}

async function detailOf({ chat_id }: User, token: string) {
  const { body } = await call(run.url, `GET /api/admin/chats/${chat_id}`, { token });
  return v.parse(ChatDetailSchema, body);
}

const isArchived = async (person: User, token: string) => (await detailOf(person, token)).archived;

const openId = (page: Page) => new URL(page.url()).pathname.split('/').at(-1);

test('[A6] text typed before a chat has loaded is in its text box, and does nothing else', async () => {
  const people = [];
  for (let n = 0; n < 4; n += 1) people.push(await stage.signedInUser({ wrote: `question ${n}` }));
  const [, , second, first] = people;
  if (!first || !second) throw new Error('people are missing');
  const { page, dashboard } = await slowDashboard();
  await dashboard.row(first.email).waitFor();

  await page.keyboard.press('j', TYPING);
  await page.keyboard.press('j', TYPING);
  await page.keyboard.press('Enter', TYPING);
  await page.keyboard.type('Hello, we see', TYPING);
  expect(openId(page)).toBe(second.chat_id);
  expect(await dashboard.box.inputValue()).toBe('Hello, we see');
  await dashboard.messages.getByText('question 2').waitFor();
  expect(await dashboard.box.inputValue()).toBe('Hello, we see');
  const token = await run.token({ role: 'admin', sub: 'looks' });
  for (const person of people) expect(await isArchived(person, token)).toBe(false);
  expect(await dashboard.box.evaluate((box) => box === document.activeElement)).toBe(true);
});

test('[A6] archiving can be undone for a while, by mouse and by key, and takes effect at once', async () => {
  const [older, newer] = [
    await stage.signedInUser({ wrote: 'older' }),
    await stage.signedInUser({ wrote: 'newer' }),
  ];
  const { page, dashboard } = await slowDashboard();
  await dashboard.row(newer.email).click();
  await dashboard.messages.getByText('newer').waitFor();
  await page.getByRole('button', { name: 'Archive', exact: true }).click();
  expect(openId(page)).toBe(older.chat_id);
  expect(await dashboard.row(newer.email).count()).toBe(0);
  await page.getByRole('status').getByText('Archived', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  expect(openId(page)).toBe(newer.chat_id);
  await dashboard.row(newer.email).waitFor();

  await page.keyboard.press('e');
  expect(openId(page)).toBe(older.chat_id);
  await page.keyboard.press('z');
  expect(openId(page)).toBe(newer.chat_id);
  expect(await page.getByRole('button', { name: 'Undo' }).count()).toBe(0);
  const token = await run.token({ role: 'admin', sub: 'looks' });
  await waitUntil('the server to know', async () => !(await isArchived(newer, token)));
});

test('a chat that could not be archived comes back, with the error and a retry', async () => {
  const [older, newer] = [
    await stage.signedInUser({ wrote: 'older' }),
    await stage.signedInUser({ wrote: 'newer' }),
  ];
  const { page, dashboard } = await slowDashboard({ expected: /500/ });
  await dashboard.row(newer.email).click();
  await page.route('**/archive', (route) => route.fulfill({ status: 500, body: '{}' }));
  await page.getByRole('button', { name: 'Archive', exact: true }).click();
  expect(openId(page)).toBe(older.chat_id);
  const failure = page.getByText(`The chat with ${newer.email} could not be archived.`);
  await failure.waitFor();
  await dashboard.row(newer.email).waitFor();
  await page.unroute('**/archive');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('button', { name: 'Undo' }).waitFor();
  expect(await failure.count()).toBe(0);
  await dashboard.row(newer.email).waitFor({ state: 'detached' });
});

test('[A6] one key sends the reply, archives the chat and opens the next one', async () => {
  const people = [];
  for (let n = 0; n < 3; n += 1) people.push(await stage.signedInUser({ wrote: `question ${n}` }));
  const [third, second, first] = people;
  if (!first || !second || !third) throw new Error('people are missing');
  const { page, dashboard } = await slowDashboard();
  // A click on a row is enough to start writing.
  await dashboard.row(first.email).click();
  await page.keyboard.type('One.', TYPING);
  await page.keyboard.press('Control+Enter');
  await page.keyboard.type('Two.', TYPING);
  await page.keyboard.press('Control+Enter');
  await page.keyboard.press('Escape');
  expect(openId(page)).toBe(third.chat_id);
  const token = await run.token({ role: 'admin', sub: 'looks' });
  for (const [person, answer] of [
    [first, 'One.'],
    [second, 'Two.'],
  ] as const) {
    await waitUntil('the chat to be archived', () => isArchived(person, token));
    expect((await detailOf(person, token)).messages.at(-1)?.content).toBe(answer);
    await dashboard.row(person.email).waitFor({ state: 'detached' });
  }
  // The focus has left the text box, so letters are shortcuts again.
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
});
