import { expect, test } from 'vitest';
import { accessibilityFindings } from '../support/accessibility.ts';
import { dashboardOn } from '../support/dashboard.ts';
import { call } from '../support/http-client.ts';
import { openStage } from '../support/stage.ts';
import { waitUntil } from '../support/wait-until.ts';
import type { WindowOptions } from '../support/window.ts';

const stage = await openStage();
const { run } = stage;

async function aWindow(options?: WindowOptions) {
  const { page } = await stage.window(options);
  return { page, dashboard: dashboardOn(page) };
}

test('an admin behind a proxy that blocks WebSockets marks as read what they see', async () => {
  const user = await stage.signedInUser();
  await user.write('Hello?');
  const { page, dashboard } = await aWindow({ expected: /WebSocket/ });
  await page.routeWebSocket('**/ws', (socket) => void socket.close());
  await dashboard.signIn(run.url);
  await page.getByRole('status', { name: 'Connection' }).getByText('Delayed').waitFor();
  await dashboard.row(user.email).click();
  await dashboard.messages.getByText('Hello?').waitFor();
  await user.write('Are you there?');
  await dashboard.messages.getByText('Are you there?').waitFor();
  const { body } = await waitUntil('both to be read', async () => {
    const answer = await call(run.url, 'GET /api/support_chat', { token: user.token });
    return JSON.stringify(answer.body).includes('"read_at":null') ? undefined : answer;
  });
  expect(JSON.stringify(body)).toContain('Are you there?');
  await waitUntil('the row to be read', async () => !(await dashboard.row(/Unread/).count()));
});

test('when older messages cannot be loaded, the dashboard says so and can retry', async () => {
  const user = await stage.signedInUser();
  await user.write('The very first');
  for (let n = 1; n <= 60; n += 1) await stage.reply(user, `answer ${n}`);
  const { page, dashboard } = await aWindow({ expected: /500/ });
  await dashboard.signIn(run.url);
  await dashboard.row(user.email).click();
  await dashboard.messages.getByText('answer 60').waitFor();
  await page.route('**/messages?before=*', (route) => route.fulfill({ status: 500, body: '{}' }));
  await dashboard.messages.evaluate((log) => log.scrollTo(0, 0));
  await page.getByRole('alert').getByText('Older messages could not be loaded.').waitFor();
  expect(await accessibilityFindings(page)).toEqual([]);
  await page.unroute('**/messages?before=*');
  await page.getByRole('button', { name: 'Retry' }).click();
  await dashboard.messages.getByText('The very first').waitFor({ state: 'attached' });
  expect(await page.getByText('Older messages could not be loaded.').count()).toBe(0);
});

test('an admin whose browser blocks storage is told what to do', async () => {
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
