import { expect, test } from 'vitest';
import { openWindow } from '../support/browser.ts';
import { shop } from '../support/shop.ts';
import { openStage } from '../support/stage.ts';

const { run, browser } = await openStage();

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
