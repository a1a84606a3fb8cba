import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { freePort } from '../support/free-port.ts';
import { type RunProcess, startRunProcess } from '../support/run-process.ts';
import { aVisitor, untilShown } from '../support/visitor.ts';
import { waitUntil } from '../support/wait-until.ts';

let stateDir: string;
let run: RunProcess;
let browser: Browser;
beforeAll(async () => {
  stateDir = mkdtempSync(join(tmpdir(), 'support-chat-'));
  run = await startRunProcess(stateDir, await freePort());
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await run?.kill();
  rmSync(stateDir, { recursive: true, force: true });
});

test('[U5] killed between the commit and the reply: the message is there once', async () => {
  const isExpected = (text: string) => /WebSocket|net::ERR|Failed to load/.test(text);
  const visitor = await aVisitor(browser, run.url, {}, isExpected);
  const silence = await silenceable(visitor.page);
  await visitor.site.visit(run.url);
  await visitor.site.open();
  await visitor.site.write('one');
  await untilShown(visitor.page, ['one']);

  silence.begin();
  await visitor.site.write('two');
  await visitor.site.write('three');
  await waitUntil('it to be committed', async () => (await visitor.committed()).length === 2);
  expect(await visitor.site.messages.locator('[data-state="pending"]').count()).toBe(2);
  await run.kill();
  silence.end();
  run = await startRunProcess(stateDir, Number(new URL(run.url).port));

  await untilShown(visitor.page, ['one', 'two', 'three'], 60_000);
  const contents = (await visitor.committed()).map(({ content }) => content);
  expect(contents).toEqual(['one', 'two', 'three']);
  expect(visitor.complaints).toEqual([]);
  await visitor.close();
}, 180_000);

/** While it lasts, nothing that the server says reaches the page. */
async function silenceable(page: Page): Promise<{ begin(): void; end(): void }> {
  let isSilent = false;
  await page.routeWebSocket(/\/ws$/, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((frame) => {
      if (!isSilent) socket.send(frame);
    });
  });
  return {
    begin() {
      isSilent = true;
    },
    end() {
      isSilent = false;
    },
  };
}
