import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { openWindow } from '../support/browser.ts';
import { dashboard } from '../support/dashboard.ts';
import { call } from '../support/http-client.ts';
import { aSignedInUser } from '../support/people.ts';
import { openStage } from '../support/stage.ts';
import { waitUntil } from '../support/wait-until.ts';

const { run, browser } = await openStage();
const FIVE_MINUTES = 301;

test('staff see that a reply was not emailed, until the user reads it', async () => {
  const user = await aSignedInUser(run, 'Alice Moss');
  const write = (content: string) =>
    call(run.url, 'POST /api/support_chat/messages', {
      token: user.token,
      body: { content, client_id: randomUUID() },
    });
  await write('Is the tent waterproof?');
  const { page, close } = await openWindow(browser);
  const desk = dashboard(page);
  await desk.signIn(run.url);
  await desk.row(/waterproof/).click();
  const skipped = desk.messages.getByText('Not emailed: the user unsubscribed');

  await desk.write('It is.');
  const email = await waitUntil('the email', async () => {
    await run.advance(FIVE_MINUTES);
    return (await run.emails()).find(({ to }) => to.includes(user.email));
  });
  expect(await skipped.count()).toBe(0);
  const link = new URL(email.text.match(/\S+unsubscribe\?token=\S+/)?.[0] ?? '');
  await call(link.origin, `POST ${link.pathname}${link.search}`);

  await desk.write('Do you need anything else?');
  await waitUntil('the skipped email', async () => {
    await run.advance(FIVE_MINUTES);
    return (await skipped.isVisible()) || undefined;
  });
  await call(run.url, 'PATCH /api/support_chat/mark_read', { token: user.token, body: {} });
  await desk.messages.getByText('Seen').waitFor();
  await skipped.waitFor({ state: 'detached' });
  await close();
});
