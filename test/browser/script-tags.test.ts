import type { Page } from 'playwright-core';
import { beforeEach, expect, test } from 'vitest';
import { putPage, say, untilRunning } from '../support/embedded.ts';
import { openCompanySite } from '../support/pages.ts';
import { waitUntil } from '../support/wait-until.ts';
import { widgetOn } from '../support/widget.ts';

const { site, stage } = await openCompanySite();
beforeEach(() => putPage(site));

async function visit(): Promise<Page> {
  const { page } = await stage.window();
  await page.goto(`${site.url}/page.html`);
  return page;
}

/** Adds the chat's script to a page that has loaded. */
const addScript = (page: Page, type = '') =>
  page.evaluate(
    ([src, kind]) => {
      const script = document.createElement('script');
      script.type = kind;
      script.src = src;
      document.head.append(script);
    },
    [`${site.chat.url}/widget.js`, type] as const,
  );

const tag = (attributes: string) =>
  `<script ${attributes} src="${site.chat.url}/widget.js"></script>`;

test.each([
  ['once', ['async']],
  ['twice, in whatever order they come', ['async', 'async']],
  ['blocking, and deferred once more', ['', 'defer']],
  ['as a module, which is not told its own tag', ['type="module" crossorigin']],
])('[U9] the tag stands there %s: one button, one conversation', async (_how, tags) => {
  putPage(site, { tags: tags.map(tag).join('') });
  const page = await visit();
  await widgetOn(page).open();
  await widgetOn(page).write('Just once');
  await page.getByRole('img', { name: 'Sent', exact: true }).waitFor();
  expect(await page.locator('support-chat').count()).toBe(1);
  expect(await widgetOn(page).messages.getByRole('listitem').count()).toBe(1);
});

test.each(['', 'module'])('[U9] added after the page has loaded, type "%s"', async (type) => {
  putPage(site, { tags: '' });
  const page = await visit();
  await addScript(page, type);
  await widgetOn(page).open();
  await widgetOn(page).box.waitFor();
});

test('[U9] in the head, without async, before there is a body', async () => {
  putPage(site, { tags: '' });
  const icon = '<link rel="icon" href="data:,">';
  site.put('head.html', `<!doctype html><html lang="en"><head>${icon}${tag('')}</head><body>Hi`);
  const page = await visit();
  await page.goto(`${site.url}/head.html`);
  await widgetOn(page).open();
});

test('[U12] a page that empties or replaces its body keeps the open chat', async () => {
  const page = await visit();
  await widgetOn(page).open();
  await widgetOn(page).box.fill('half a sentence');
  await page.evaluate(() => {
    document.body.textContent = '';
  });
  await page.evaluate(() => document.body.replaceWith(document.createElement('body')));
  await widgetOn(page).panel.waitFor();
  expect(await widgetOn(page).box.inputValue()).toBe('half a sentence');
  await page.keyboard.press('Enter');
  await page.getByRole('img', { name: 'Sent', exact: true }).waitFor();
});

test('[U12] destroyed and added again ten times, nothing is left behind', async () => {
  const page = await visit();
  await converse(page);
  const first = await leftovers(page);
  for (let round = 0; round < 10; round++) {
    await addScript(page);
    await converse(page);
  }
  const last = await leftovers(page);
  expect(last).toMatchObject({
    Documents: first.Documents,
    JSEventListeners: first.JSEventListeners,
  });
  // Less than one for each round: the browser's own.
  expect(last.Nodes).toBeLessThan((first.Nodes ?? 0) + 10);
  await addScript(page);
  await widgetOn(page).open();
  const texts = await widgetOn(page).messages.getByRole('listitem').allTextContents();
  expect(texts.filter((text) => text.includes('A word'))).toHaveLength(11);
});

/** Opens the chat, sends a message, and destroys the chat. */
async function converse(page: Page): Promise<void> {
  await untilRunning(page);
  await widgetOn(page).open();
  await widgetOn(page).write('A word');
  await widgetOn(page).connected.waitFor();
  await page.getByRole('img', { name: 'Sending' }).waitFor({ state: 'detached' });
  await say(page, 'destroy');
  await page.evaluate(() => {
    for (const script of document.head.querySelectorAll('script')) script.remove();
  });
}

/** What the page and the chat still hold after a garbage collection. */
async function leftovers(page: Page) {
  await waitUntil('no open connection', () => site.chat.connections().length === 0);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable');
  for (let round = 0; round < 3; round++) await devtools.send('HeapProfiler.collectGarbage');
  const { metrics } = await devtools.send('Performance.getMetrics');
  await devtools.detach();
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}
