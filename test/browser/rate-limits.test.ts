import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { accessibilityFindings } from '../support/accessibility.ts';
import { dashboardOn } from '../support/dashboard.ts';
import { call } from '../support/http-client.ts';
import { openStage } from '../support/stage.ts';
import { textsOn, untilShown } from '../support/visitor.ts';
import { waitUntil } from '../support/wait-until.ts';

/** Few enough to be reached by hand; the window is as long as everywhere. */
const stage = await openStage({
  // A place for a visitor comes back every ten seconds.
  limits: { userMessagesPer30s: 4, adminMessagesPer30s: 4, visitorsPerHour: 360 },
});
const { run } = stage;
/** Beyond the longest window, on a busy computer. */
const SENT_WITHIN_MS = 90_000;

const TEXTS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven'];

test('a visitor who writes too fast is told so, and every message still arrives, also after a reload', {
  timeout: 180_000,
}, async () => {
  const { page, widget, committed } = await stage.visitorWindow();
  const notice = page.getByText('Too many messages at once. Yours will be sent in a moment.');
  await page.goto(run.url);
  await widget.open();
  for (const text of TEXTS) await widget.write(text);
  await notice.waitFor();
  expect(await textsOn(page)).toEqual(TEXTS);
  expect(await accessibilityFindings(page)).toEqual([]);

  await page.reload();
  await widget.launcher.waitFor();
  if (!(await widget.panel.isVisible())) await widget.open();
  await waitUntil('the reloaded page to show all of it', async () => {
    return (await textsOn(page)).length === TEXTS.length;
  });
  await notice.waitFor();
  await untilShown(page, TEXTS, SENT_WITHIN_MS);
  await notice.waitFor({ state: 'detached' });
  expect((await committed()).map(({ content }) => content)).toEqual(TEXTS);
});

test('an admin who replies too fast is told so, and every message still arrives, also after a reload', {
  timeout: 180_000,
}, async () => {
  const user = await stage.signedInUser();
  const hello = { content: 'Hello?', client_id: randomUUID() };
  await call(run.url, 'POST /api/support_chat/messages', { token: user.token, body: hello });
  const { page } = await stage.window();
  const dashboard = dashboardOn(page);
  const notice = page.getByText('Too many replies at once. Yours will be sent in a moment.');
  await dashboard.signIn(run.url);
  await dashboard.row(user.email).or(dashboard.row('Alice')).first().click();
  await dashboard.live.waitFor();
  for (const text of TEXTS) await dashboard.write(text);
  await notice.waitFor();
  expect(await accessibilityFindings(page)).toEqual([]);

  await page.reload();
  await notice.waitFor();
  const sent = dashboard.messages.locator('li[data-side="admin"][data-state="sent"]');
  await waitUntil('all of it to be sent', async () => (await sent.count()) === 7, SENT_WITHIN_MS);
  await notice.waitFor({ state: 'detached' });
  const { body } = await call(run.url, 'GET /api/support_chat', { token: user.token });
  expect(body).toMatchObject({
    messages: ['Hello?', ...TEXTS].map((content, index) => ({ seq: index + 1, content })),
  });
});

test('a visitor over the limit of new visitors is told so, and can write later', {
  timeout: 180_000,
}, async () => {
  const { page, widget, committed } = await stage.visitorWindow({
    expected: /429 \(Too Many Requests\)/,
  });
  const notice = page.getByText('Too many messages at once. Yours will be sent in a moment.');
  await page.goto(run.url);
  await waitUntil(
    'the network to have no places left',
    async () => (await call(run.url, 'POST /api/visitors')).status === 429,
    SENT_WITHIN_MS,
  );
  await widget.open();
  await widget.write('Is anybody there?');
  await widget.write('I can wait.');
  await notice.waitFor();
  expect(await textsOn(page)).toEqual(['Is anybody there?', 'I can wait.']);
  await untilShown(page, ['Is anybody there?', 'I can wait.'], SENT_WITHIN_MS);
  await notice.waitFor({ state: 'detached' });
  expect(await committed()).toHaveLength(2);
});
