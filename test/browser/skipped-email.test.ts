import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { dashboardOn } from '../support/dashboard.ts';
import { call } from '../support/http-client.ts';
import { openStage } from '../support/stage.ts';
import { waitUntil } from '../support/wait-until.ts';

const stage = await openStage();
const { run } = stage;
const FIVE_MINUTES = 301;

test('admins see that a reply was not emailed, until the user reads it', async () => {
  const user = await stage.signedInUser({ name: 'Alice Moss' });
  const write = (content: string) =>
    call(run.url, 'POST /api/support_chat/messages', {
      token: user.token,
      body: { content, client_id: randomUUID() },
    });
  await write('Is the tent waterproof?');
  const { page } = await stage.window();
  const dashboard = dashboardOn(page);
  await dashboard.signIn(run.url);
  await dashboard.row(/waterproof/).click();
  const skipped = dashboard.messages.getByText('Not emailed: the user unsubscribed');

  await dashboard.write('It is.');
  const email = await waitUntil('the email', async () => {
    await run.advance(FIVE_MINUTES);
    return (await run.emails()).find(({ to }) => to.includes(user.email));
  });
  expect(await skipped.count()).toBe(0);
  const link = new URL(email.text.match(/\S+unsubscribe\?token=\S+/)?.[0] ?? '');
  await call(link.origin, `POST ${link.pathname}${link.search}`);

  await dashboard.write('Do you need anything else?');
  await waitUntil('the skipped email', async () => {
    await run.advance(FIVE_MINUTES);
    return (await skipped.isVisible()) || undefined;
  });
  await call(run.url, 'PATCH /api/support_chat/mark_read', { token: user.token, body: {} });
  await dashboard.messages.getByText('Seen').waitFor();
  await skipped.waitFor({ state: 'detached' });
});
