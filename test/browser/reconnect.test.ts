import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LocalRun } from '../../local/start-local.ts';
import { launchBrowser, openWindow } from '../support/browser.ts';
import { dashboard } from '../support/dashboard.ts';
import { call } from '../support/http-client.ts';
import { startRun } from '../support/run.ts';
import { shop } from '../support/shop.ts';

let stateDir: string;
let run: LocalRun;
let browser: Browser;
beforeAll(async () => {
  stateDir = mkdtempSync(join(tmpdir(), 'support-chat-'));
  [run, browser] = await Promise.all([startRun({ stateDir }), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await run?.stop();
  rmSync(stateDir, { recursive: true, force: true });
});

test('[W6, U5] after a restart both windows reconnect by themselves and catch up', async () => {
  const customer = await openWindow(browser);
  const staff = await openWindow(browser);
  const site = shop(customer.page);
  const desk = dashboard(staff.page);
  await desk.signIn(run.url);
  await site.visit(run.url, 'Bob');
  await site.open();
  await site.write('before the restart');
  await desk.row(/bob/i).click();
  await desk.messages.getByText('before the restart').waitFor();

  const port = Number(new URL(run.url).port);
  await run.stop();
  await site.connected.waitFor({ state: 'hidden' });
  await site.write('written while nobody was there');

  run = await startRun({ stateDir, port });
  // Before either window is back, somebody else writes by HTTP.
  const token = await run.token({ role: 'user', sub: 'bob', name: 'Bob' });
  const sent = await call(run.url, 'POST /api/support_chat/messages', {
    token,
    body: { content: 'from the phone', client_id: 'phone-1' },
  });
  expect(sent.status).toBe(201);

  const expected = ['before the restart', 'written while nobody was there', 'from the phone'];
  for (const { messages } of [site, desk]) {
    for (const text of expected) await messages.getByText(text).waitFor({ timeout: 45_000 });
    const shown = await messages.textContent();
    for (const text of expected) expect(shown?.split(text)).toHaveLength(2);
  }
  await site.connected.waitFor({ timeout: 45_000 });
  await desk.live.waitFor({ timeout: 45_000 });
  await desk.write('We are back.');
  await site.messages.getByText('We are back.').waitFor();
}, 120_000);
