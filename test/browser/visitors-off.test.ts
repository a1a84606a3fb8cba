import { expect, test } from 'vitest';
import { loaderWithDefaults } from '../../lib/widget-loader.ts';
import { openCompany } from '../support/company.ts';
import { call } from '../support/http-client.ts';

const company = await openCompany({ template: withoutVisitors });

/** The stack's template as the setting `visitors: false` makes it. */
function withoutVisitors(raw: unknown): unknown {
  return JSON.parse(JSON.stringify(raw).replaceAll('"VISITORS":"on"', '"VISITORS":"off"'));
}

test('[H5] the server makes no visitor', async () => {
  expect((await call(company.run.url, 'POST /api/visitors')).status).toBe(403);
});

test('[S1] a user who the page does not name is asked to sign in, and chats once they have', async () => {
  const { page, site, widget, chat } = await company.pageWindow();
  const body = loaderWithDefaults('dist/sites/widget/widget.js', { visitors: 'off' });
  await page.route('**/widget.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', body }),
  );
  const requests: string[] = [];
  page.on('request', (request) => requests.push(new URL(request.url()).pathname));
  page.on('websocket', (socket) => requests.push(new URL(socket.url()).pathname));
  await site.visit();
  await widget.open();
  await page.getByText('Sign in to chat').waitFor();
  expect(await widget.box.count()).toBe(0);
  expect(await widget.panel.textContent()).not.toContain('Ask us anything');
  // Whether the chat can be reached is all that opening asks (U7).
  const isAsked = (path: string) => /^\/(api|ws)/.test(path) && path !== '/api/health';
  expect(requests.filter(isAsked)).toEqual([]);
  expect(await site.stored()).toEqual({});

  const alice = await company.signedInUser();
  await site.say('identify', alice.token);
  await widget.box.waitFor();
  await chat('signed in now');
  await site.say('logout');
  await page.getByText('Sign in to chat').waitFor();
  expect(await widget.box.count()).toBe(0);
});
