import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LocalRun } from '../../local/start-local.ts';
import { launchBrowser, openWindow } from '../support/browser.ts';
import { startRun } from '../support/run.ts';
import { shop } from '../support/shop.ts';

let run: LocalRun;
let browser: Browser;
beforeAll(async () => {
  [run, browser] = await Promise.all([startRun(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await run?.stop();
});

/** Adds the policy to the page's head as soon as there is one, before the widget's script runs. */
function requireTrustedTypes(): void {
  const observer = new MutationObserver(() => {
    if (!document.head) return;
    observer.disconnect();
    const meta = document.createElement('meta');
    meta.httpEquiv = 'Content-Security-Policy';
    meta.content = "require-trusted-types-for 'script'; trusted-types support-chat";
    document.head.append(meta);
  });
  observer.observe(document, { childList: true, subtree: true });
}

test('[U9] works on a page that requires Trusted Types and names the chat’s policy', async () => {
  const { page, complaints, close } = await openWindow(browser);
  await page.addInitScript(requireTrustedTypes);
  const site = shop(page);
  await site.visit(run.url);
  const isRefused = await page.evaluate(() => {
    try {
      document.createElement('p').innerHTML = 'text';
      return false;
    } catch {
      return true;
    }
  });
  expect(isRefused).toBe(true);
  await site.open();
  await site.write('Hello');
  await page.getByRole('img', { name: 'Sent', exact: true }).waitFor();
  await page.getByRole('button', { name: 'Add an emoji' }).click();
  await page.getByRole('option', { name: '😀' }).waitFor();
  // The one refusal is that of the markup above.
  expect(complaints).toHaveLength(1);
  await close();
});
