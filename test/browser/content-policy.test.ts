import { expect, test } from 'vitest';
import { putPage } from '../support/embedded.ts';
import { openCompanySite } from '../support/pages.ts';
import { widgetOn } from '../support/widget.ts';

const { site, stage } = await openCompanySite();

const connectSrc = () => `connect-src ${site.chat.url} ${site.chat.url.replace('http', 'ws')}`;

test.each([
  ['that names the chat alone', () => `script-src 'self' ${site.chat.url}; ${connectSrc()}`],
  [
    'of nonces, as frameworks make them',
    () => `script-src 'nonce-once' 'strict-dynamic'; ${connectSrc()}`,
  ],
])('[U9] a whole conversation on another origin under a policy %s', async (_name, policy) => {
  const tags = `<script nonce="once" async src="${site.chat.url}/widget.js"></script>`;
  putPage(site, { tags, policy: `default-src 'none'; ${policy()}; img-src data:` });
  const { page } = await stage.window();
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      throw new Error(`${violatedDirective} forbids ${blockedURI}`);
    });
  });
  const requests: string[] = [];
  page.on('request', (request) => requests.push(new URL(request.url()).origin));
  await page.goto(`${site.url}/page.html`);
  const chat = widgetOn(page);
  await chat.open();
  await chat.write('Does your policy let me through? https://example.com');
  await page.getByRole('img', { name: 'Sent', exact: true }).waitFor();
  await chat.connected.waitFor();
  await page.reload();
  await chat.messages.getByText('Does your policy').waitFor();
  // Open again by itself, it has not taken the focus.
  await chat.box.focus();
  await page.keyboard.press('Escape');
  await chat.panel.waitFor({ state: 'hidden' });
  expect([...new Set(requests)].sort()).toEqual([site.url, site.chat.url].sort());
});
