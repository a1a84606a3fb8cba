import type { BrowserContextOptions, Frame, Page } from 'playwright-core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { accessibilityFindings } from '../support/accessibility.ts';
import { type BadNetwork, startBadNetwork } from '../support/bad-network.ts';
import { heard, putPage, say, untilRunning } from '../support/embedded.ts';
import { openCompanySite } from '../support/pages.ts';
import { widgetOn } from '../support/widget.ts';

const { site, stage } = await openCompanySite();

/** What the reader is told, and by when. */
const WORDS = 'Cannot reach the chat';
const SOON = { timeout: 10_000 };

/** The browser itself complains of all that it does not let through. */
const isExpected = (text: string) =>
  /CORS policy|Content Security Policy|Failed to (load|fetch)|net::ERR|WebSocket connection/.test(
    text,
  );

async function openPage(url: string, options: BrowserContextOptions = {}): Promise<Page> {
  const { page } = await stage.window({ ...options, expected: isExpected });
  await page.goto(url);
  return page;
}

const colourOfDot = (where: Page | Frame) =>
  where.locator('support-chat .dot').evaluate((dot) => getComputedStyle(dot).backgroundColor);

/** Grey: red, green and blue hardly differ. */
function isGrey(colour: string): boolean {
  const [red = 0, green = 0, blue = 0] = colour.match(/\d+/g)?.map(Number) ?? [];
  return Math.max(red, green, blue) - Math.min(red, green, blue) < 40;
}

async function expectUnreachable(where: Page | Frame): Promise<void> {
  await where.getByRole('status').getByText(WORDS).waitFor(SOON);
  await where.getByRole('img', { name: WORDS, exact: true }).waitFor();
  expect(isGrey(await colourOfDot(where))).toBe(true);
}

const errorsOn = async (page: Page) =>
  (await heard(page)).filter(({ name }) => name === 'error').map(({ detail }) => detail);

describe('[U7] a panel that cannot send says so within 10 s, and tells the page why', () => {
  test('origin: a site that the deployment does not allow', async () => {
    putPage(site);
    const page = await openPage(`${site.url.replace('localhost', '127.0.0.1')}/page.html`);
    await untilRunning(page);
    await say(page, 'open');
    await expectUnreachable(page);
    expect(await accessibilityFindings(page, { within: 'support-chat' })).toEqual([]);
    expect(await errorsOn(page)).toEqual([{ code: 'unreachable', reason: 'origin' }]);
  });

  test('csp: a policy that lets the script come and nothing be asked', async () => {
    putPage(site, { policy: `script-src 'self' ${site.chat.url}; connect-src 'self'` });
    const page = await openPage(`${site.url}/page.html`);
    await untilRunning(page);
    await say(page, 'open');
    await expectUnreachable(page);
    expect(await errorsOn(page)).toEqual([{ code: 'unreachable', reason: 'csp' }]);
  });

  test('sandbox: a frame without an origin', async () => {
    putPage(site, {
      early: `SupportChat('on', 'error', (detail) => parent.postMessage(detail, '*'));`,
    });
    site.put(
      'outer.html',
      `<!doctype html><html lang="en"><title>Outside</title><link rel="icon" href="data:,">
      <script>window.heard = []; onmessage = ({ data }) => heard.push({ name: 'error', detail: data });</script>
      <iframe sandbox="allow-scripts" src="/page.html" width="800" height="800"></iframe></html>`,
    );
    const page = await openPage(`${site.url}/outer.html`);
    await page.frameLocator('iframe').getByRole('button', { name: 'Support chat' }).click();
    const [, frame] = page.frames();
    if (!frame) throw new Error('the page has no frame');
    await expectUnreachable(frame);
    expect(await errorsOn(page)).toEqual([{ code: 'unreachable', reason: 'sandbox' }]);
  });

  describe('network', () => {
    async function openBehind(fate: BadNetwork['api']) {
      const network = await startBadNetwork();
      onTestFinished(() => network.stop());
      putPage(site);
      const page = await openPage(`${site.url}/page.html`, { proxy: network.proxy });
      await untilRunning(page);
      network.api = fate;
      return { network, page };
    }

    test.each(['cut', 'hang'] as const)(
      'the API cannot be had (%s), and once it can all is well without a hand',
      async (fate) => {
        const { network, page } = await openBehind(fate);
        await say(page, 'open');
        await expectUnreachable(page);
        expect(await errorsOn(page)).toEqual([{ code: 'unreachable', reason: 'network' }]);
        network.api = 'pass';
        await page.getByRole('img', { name: 'Ready', exact: true }).waitFor({ timeout: 45_000 });
        expect(await page.getByText(WORDS).count()).toBe(0);
        const chat = widgetOn(page);
        await chat.write('Are you there?');
        await chat.connected.waitFor();
        expect(await errorsOn(page)).toEqual([]);
      },
    );

    test('a chat that loses both ways, and gets what was written through in the end', async () => {
      const { network, page } = await openBehind('pass');
      const chat = widgetOn(page);
      await say(page, 'open');
      await chat.write('first');
      await chat.connected.waitFor();
      await errorsOn(page);
      Object.assign(network, { api: 'cut', sockets: 'refuse' });
      network.drop();
      await expectUnreachable(page);
      expect(await errorsOn(page)).toEqual([{ code: 'unreachable', reason: 'network' }]);
      await chat.write('second');
      Object.assign(network, { api: 'pass', sockets: 'pass' });
      await chat.connected.waitFor({ timeout: 45_000 });
      await expect.poll(() => page.getByRole('img', { name: 'Sent', exact: true }).count()).toBe(2);
      expect(await page.getByText(WORDS).count()).toBe(0);
    });

    test('a visitor who cannot be made is not shown as connected', async () => {
      const { network, page } = await openBehind('pass');
      const chat = widgetOn(page);
      await say(page, 'open');
      await page.getByRole('img', { name: 'Ready', exact: true }).waitFor();
      Object.assign(network, { api: 'cut', sockets: 'refuse' });
      await chat.write('Is anybody there?');
      await expectUnreachable(page);
      expect(await page.getByRole('img', { name: /^Connected/ }).count()).toBe(0);
    });
  });
});

test('[U7] before there is a connection, each opening asks once whether the chat can be reached', async () => {
  putPage(site);
  const page = await openPage(`${site.url}/page.html`);
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/api/')) asked.push(pathname);
  });
  await untilRunning(page);
  await page.waitForLoadState('networkidle');
  expect(asked).toEqual([]);
  await say(page, 'open');
  await page.getByRole('img', { name: 'Ready', exact: true }).waitFor();
  await page.waitForLoadState('networkidle');
  expect(asked).toEqual(['/api/health']);
  expect(await colourOfDot(page)).toMatch(/^rgb\(21, 150, 63\)$/);
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
});
