import { readdirSync } from 'node:fs';
import type { CDPSession } from 'playwright-core';
import { expect, test } from 'vitest';
import { openWindow } from '../support/browser.ts';
import { shop } from '../support/shop.ts';
import { openStage } from '../support/stage.ts';

const { run, browser } = await openStage();

/** Counts the bytes of the chat's scripts as they come over the wire, without their headers. */
async function countScripts(devtools: CDPSession): Promise<() => number> {
  let bytes = 0;
  const scripts = new Set<string>();
  await devtools.send('Network.enable');
  devtools.on('Network.responseReceived', ({ requestId, response }) => {
    if (/\/widget(\/[^/]+)?\.js$/.test(response.url)) scripts.add(requestId);
  });
  devtools.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  return () => bytes;
}

/** What only some people need. */
const RARER = ['EmojiPicker', 'text-parts', 'Preview', 'EmailCard', 'question'];

test('[U15] until the button, until a message can be typed, and with a live chat', async () => {
  const { page, close } = await openWindow(browser);
  const weight = await countScripts(await page.context().newCDPSession(page));
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
  const site = shop(page);
  await site.visit(run.url, 'Alice');
  await site.launcher.waitFor();
  expectWithin(2_000, weight(), 2_500);

  await page.route('**/widget/{live,watch-reach}-*.js', (route) => route.abort());
  await site.open();
  await page.keyboard.type('Hello');
  await expect.poll(() => site.box.inputValue()).toBe('Hello');
  expectWithin(10_000, weight(), 15_000);

  await page.unrouteAll();
  await page.reload();
  await site.box.press('Enter');
  await page.getByRole('img', { name: 'Sent', exact: true }).waitFor();
  await page.waitForLoadState('networkidle');
  expectWithin(20_000, weight(), 30_000);
  const built = readdirSync('dist/sites/widget/widget');
  for (const name of RARER) {
    expect(built.filter((file) => file.startsWith(`${name}-`))).not.toEqual([]);
    expect(fetched.filter((path) => path.includes(`/${name}-`))).toEqual([]);
  }
  await close();
});

/** Less than there can be would mean that nothing was counted. */
function expectWithin(least: number, bytes: number, most: number): void {
  expect(bytes).toBeGreaterThan(least);
  expect(bytes).toBeLessThanOrEqual(most);
}
