import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { accessibilityFindings } from '../support/accessibility.ts';
import { openWindow } from '../support/browser.ts';
import { dashboard } from '../support/dashboard.ts';
import { call } from '../support/http-client.ts';
import { answerUser, aSignedInUser, type Person } from '../support/people.ts';
import { openStage } from '../support/stage.ts';
import { waitUntil } from '../support/wait-until.ts';

const { run, browser } = await openStage();

const says = ({ token }: Person, content: string) =>
  call(run.url, 'POST /api/support_chat/messages', {
    token,
    body: { content, client_id: randomUUID() },
  });

async function aWindow(expected?: (text: string) => boolean) {
  const { page, complaints, close } = await openWindow(browser, {}, expected);
  onTestFinished(async () => {
    await close();
    expect(complaints).toEqual([]);
  });
  return { page, desk: dashboard(page) };
}

test('staff behind a proxy that blocks WebSockets mark as read what they see', async () => {
  const user = await aSignedInUser(run);
  await says(user, 'Hello?');
  const { page, desk } = await aWindow((text) => /WebSocket/.test(text));
  await page.routeWebSocket('**/ws', (socket) => void socket.close());
  await desk.signIn(run.url);
  await page.getByRole('status', { name: 'Connection' }).getByText('Delayed').waitFor();
  await desk.row(user.email).click();
  await desk.messages.getByText('Hello?').waitFor();
  await says(user, 'Are you there?');
  await desk.messages.getByText('Are you there?').waitFor();
  const { body } = await waitUntil('both to be read', async () => {
    const answer = await call(run.url, 'GET /api/support_chat', { token: user.token });
    return JSON.stringify(answer.body).includes('"read_at":null') ? undefined : answer;
  });
  expect(JSON.stringify(body)).toContain('Are you there?');
  await waitUntil('the row to be read', async () => !(await desk.row(/Unread/).count()));
});

test('older messages that could not be loaded are missed aloud, and can be asked for again', async () => {
  const user = await aSignedInUser(run);
  await says(user, 'The very first');
  for (let n = 1; n <= 60; n += 1) await answerUser(run, user.id, `answer ${n}`);
  const { page, desk } = await aWindow((text) => /500/.test(text));
  await desk.signIn(run.url);
  await desk.row(user.email).click();
  await desk.messages.getByText('answer 60').waitFor();
  await page.route('**/messages?before=*', (route) => route.fulfill({ status: 500, body: '{}' }));
  await desk.messages.evaluate((log) => log.scrollTo(0, 0));
  await page.getByRole('alert').getByText('Older messages could not be loaded.').waitFor();
  expect(await accessibilityFindings(page)).toEqual([]);
  await page.unroute('**/messages?before=*');
  await page.getByRole('button', { name: 'Retry' }).click();
  await desk.messages.getByText('The very first').waitFor({ state: 'attached' });
  expect(await page.getByText('Older messages could not be loaded.').count()).toBe(0);
});

test('a browser that blocks storage is told so, and what to do', async () => {
  const { page } = await aWindow();
  await page.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage']) {
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException('denied', 'SecurityError');
        },
      });
    }
  });
  await page.goto(`${run.url}/admin/`);
  await page.getByRole('heading', { name: 'Your browser blocks storage' }).waitFor();
  await page.getByText(`Allow cookies and site data for ${new URL(run.url).host}`).waitFor();
  expect(await accessibilityFindings(page)).toEqual([]);
});
