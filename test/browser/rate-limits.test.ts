import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { accessibilityFindings } from '../support/accessibility.ts';
import { openWindow } from '../support/browser.ts';
import { dashboard } from '../support/dashboard.ts';
import { call } from '../support/http-client.ts';
import { aSignedInUser } from '../support/people.ts';
import { openStage } from '../support/stage.ts';
import { aVisitor, textsOn, untilShown } from '../support/visitor.ts';
import { waitUntil } from '../support/wait-until.ts';

/** Few enough to be reached by hand; the window is as long as everywhere. */
const { run, browser } = await openStage({
  // A place for a visitor comes back every ten seconds.
  limits: { userMessagesPer30s: 4, adminMessagesPer30s: 4, visitorsPerHour: 360 },
});
/** Beyond the longest window, on a busy computer. */
const SENT_WITHIN_MS = 90_000;

const TEXTS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven'];

test('a visitor who writes too fast is told so, and all arrives by itself, over a reload too', {
  timeout: 180_000,
}, async () => {
  const { page, site, committed, complaints, close } = await aVisitor(browser, run.url);
  const notice = page.getByText('Too many messages at once. We send yours in a moment.');
  await page.goto(run.url);
  await site.open();
  for (const text of TEXTS) await site.write(text);
  await notice.waitFor();
  expect(await textsOn(page)).toEqual(TEXTS);
  expect(await accessibilityFindings(page)).toEqual([]);

  await page.reload();
  await site.launcher.waitFor();
  if (!(await site.panel.isVisible())) await site.open();
  await waitUntil('the reloaded page to show all of it', async () => {
    return (await textsOn(page)).length === TEXTS.length;
  });
  await notice.waitFor();
  await untilShown(page, TEXTS, SENT_WITHIN_MS);
  await notice.waitFor({ state: 'detached' });
  expect((await committed()).map(({ content }) => content)).toEqual(TEXTS);
  expect(complaints).toEqual([]);
  await close();
});

test('an admin who replies too fast is told so, and all arrives by itself, over a reload too', {
  timeout: 180_000,
}, async () => {
  const user = await aSignedInUser(run);
  const hello = { content: 'Hello?', client_id: randomUUID() };
  await call(run.url, 'POST /api/support_chat/messages', { token: user.token, body: hello });
  const { page, complaints, close } = await openWindow(browser);
  const desk = dashboard(page);
  const notice = page.getByText('Too many replies at once. Yours are sent in a moment.');
  await desk.signIn(run.url);
  await desk.row(user.email).or(desk.row('Alice')).first().click();
  await desk.live.waitFor();
  for (const text of TEXTS) await desk.write(text);
  await notice.waitFor();
  expect(await accessibilityFindings(page)).toEqual([]);

  await page.reload();
  await notice.waitFor();
  const sent = desk.messages.locator('li[data-side="admin"][data-state="sent"]');
  await waitUntil('all of it to be sent', async () => (await sent.count()) === 7, SENT_WITHIN_MS);
  await notice.waitFor({ state: 'detached' });
  const { body } = await call(run.url, 'GET /api/support_chat', { token: user.token });
  expect(body).toMatchObject({
    messages: ['Hello?', ...TEXTS].map((content, index) => ({ seq: index + 1, content })),
  });
  expect(complaints).toEqual([]);
  await close();
});

test('a visitor for whom there is no place yet is told so, and writes as soon as there is one', {
  timeout: 180_000,
}, async () => {
  const { page, site, committed, complaints, close } = await aVisitor(
    browser,
    run.url,
    {},
    (text) => text.includes('429 (Too Many Requests)'),
  );
  const notice = page.getByText('Too many messages at once. We send yours in a moment.');
  await page.goto(run.url);
  await waitUntil(
    'the network to have no places left',
    async () => (await call(run.url, 'POST /api/visitors')).status === 429,
    SENT_WITHIN_MS,
  );
  await site.open();
  await site.write('Is anybody there?');
  await site.write('I can wait.');
  await notice.waitFor();
  expect(await textsOn(page)).toEqual(['Is anybody there?', 'I can wait.']);
  await untilShown(page, ['Is anybody there?', 'I can wait.'], SENT_WITHIN_MS);
  await notice.waitFor({ state: 'detached' });
  expect(await committed()).toHaveLength(2);
  expect(complaints).toEqual([]);
  await close();
});
