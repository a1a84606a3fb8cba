import { expect, test } from 'vitest';
import { openStage } from '../support/stage.ts';
import { widgetOn } from '../support/widget.ts';

const stage = await openStage();
const { run } = stage;

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
  const refusals: string[] = [];
  const { page } = await stage.window({ expected: (text) => refusals.push(text) > 0 });
  await page.addInitScript(requireTrustedTypes);
  const widget = widgetOn(page);
  await widget.visit(run.url);
  const isRefused = await page.evaluate(() => {
    try {
      document.createElement('p').innerHTML = 'text';
      return false;
    } catch {
      return true;
    }
  });
  expect(isRefused).toBe(true);
  await widget.open();
  await widget.write('Hello');
  await page.getByRole('img', { name: 'Sent', exact: true }).waitFor();
  await page.getByRole('button', { name: 'Add an emoji' }).click();
  await page.getByRole('option', { name: '😀' }).waitFor();
  // The one refusal is that of the markup above.
  expect(refusals).toHaveLength(1);
});
