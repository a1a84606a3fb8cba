import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { type RunProcess, startRunProcess } from '../support/run-process.ts';
import { openVisitor, untilShown } from '../support/visitor.ts';
import { waitUntil } from '../support/wait-until.ts';
import { windowsOfFile } from '../support/window.ts';

const window = windowsOfFile();
let stateDir: string;
let run: RunProcess;
beforeAll(async () => {
  stateDir = mkdtempSync(join(tmpdir(), 'support-chat-'));
  run = await startRunProcess(stateDir, await freePort());
});
afterAll(async () => {
  await run?.kill();
  rmSync(stateDir, { recursive: true, force: true });
});

test('[U5] killed between the commit and the reply: the message is there once', async () => {
  const expected = /WebSocket|net::ERR|Failed to load/;
  const visitor = openVisitor(await window({ expected }), run.url);
  const silence = await silenceable(visitor.page);
  await visitor.widget.visit(run.url);
  await visitor.widget.open();
  await visitor.widget.write('one');
  await untilShown(visitor.page, ['one']);

  silence.begin();
  await visitor.widget.write('two');
  await visitor.widget.write('three');
  await waitUntil('it to be committed', async () => (await visitor.committed()).length === 2);
  expect(await visitor.widget.messages.locator('[data-state="pending"]').count()).toBe(2);
  await run.kill();
  silence.end();
  run = await startRunProcess(stateDir, Number(new URL(run.url).port));

  await untilShown(visitor.page, ['one', 'two', 'three'], 60_000);
  const contents = (await visitor.committed()).map(({ content }) => content);
  expect(contents).toEqual(['one', 'two', 'three']);
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
