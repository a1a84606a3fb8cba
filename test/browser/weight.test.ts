import { readdirSync } from 'node:fs';
import type { Page, Request } from 'playwright-core';
import { expect, test } from 'vitest';
import { openStage } from '../support/stage.ts';
import { widgetOn } from '../support/widget.ts';

const stage = await openStage();
const { run } = stage;

/** Counts the bytes of the chat's scripts on the network, without headers. */
function countScripts(page: Page): () => Promise<number> {
  const scripts: Request[] = [];
  page.on('requestfinished', (request) => {
    if (/\/widget(\/[^/]+)?\.js$/.test(request.url())) scripts.push(request);
  });
  return async () => {
    const sizes = await Promise.all(scripts.map((request) => request.sizes()));
    return sizes.reduce((sum, { responseBodySize }) => sum + Math.max(0, responseBodySize), 0);
  };
}

/** Chunks that only some users need. */
const RARER = ['EmojiPicker', 'text-parts', 'Preview', 'EmailCard', 'question'];

test('[U15] until the button, until a message can be typed, and with a live chat', async () => {
  const { page } = await stage.window({ expected: /net::ERR_FAILED/ });
  const weight = countScripts(page);
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
  const widget = widgetOn(page);
  await widget.visit(run.url, 'Alice');
  await widget.launcher.waitFor();
  expectWithin(2_000, await weight(), 2_500);

  await page.route('**/widget/{live,watch-reach}-*.js', (route) => route.abort());
  await widget.open();
  await page.keyboard.type('Hello');
  await expect.poll(() => widget.box.inputValue()).toBe('Hello');
  expectWithin(10_000, await weight(), 15_000);

  await page.unrouteAll();
  await page.reload();
  await widget.box.press('Enter');
  await page.getByRole('img', { name: 'Sent', exact: true }).waitFor();
  await page.waitForLoadState('networkidle');
  expectWithin(20_000, await weight(), 30_000);
  const built = readdirSync('dist/sites/widget/widget');
  for (const name of RARER) {
    expect(built.filter((file) => file.startsWith(`${name}-`))).not.toEqual([]);
    expect(fetched.filter((path) => path.includes(`/${name}-`))).toEqual([]);
  }
});

/** Fewer bytes than `least` mean that nothing was counted. */
function expectWithin(least: number, bytes: number, most: number): void {
  expect(bytes).toBeGreaterThan(least);
  expect(bytes).toBeLessThanOrEqual(most);
}
