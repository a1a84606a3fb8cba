import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LocalRun } from '../../local/start-local.ts';
import { dashboardOn } from '../support/dashboard.ts';
import { peopleOf } from '../support/people.ts';
import { startRun } from '../support/run.ts';
import { widgetOn } from '../support/widget.ts';
import { windowsOfFile } from '../support/window.ts';

const window = windowsOfFile();
let stateDir: string;
let run: LocalRun;
beforeAll(async () => {
  stateDir = mkdtempSync(join(tmpdir(), 'support-chat-'));
  run = await startRun({ stateDir });
});
afterAll(async () => {
  await run?.stop();
  rmSync(stateDir, { recursive: true, force: true });
});

test('[W6, U5] after a restart both windows reconnect by themselves and catch up', async () => {
  const user = await window({ expected: /net::ERR|WebSocket|Failed to load/ });
  const admin = await window({ expected: /net::ERR|WebSocket|Failed to load/ });
  const widget = widgetOn(user.page);
  const dashboard = dashboardOn(admin.page);
  await dashboard.signIn(run.url);
  await widget.visit(run.url, 'Bob');
  await widget.open();
  await widget.write('before the restart');
  await dashboard.row(/bob/i).click();
  await dashboard.messages.getByText('before the restart').waitFor();

  const port = Number(new URL(run.url).port);
  await run.stop();
  await widget.connected.waitFor({ state: 'hidden' });
  await widget.write('written while nobody was there');

  run = await startRun({ stateDir, port });
  // Before either window is back, somebody else writes by HTTP.
  const bob = await peopleOf(run.url).signedInUser({ id: 'bob', name: 'Bob' });
  await bob.write('from the phone');

  const expected = ['before the restart', 'written while nobody was there', 'from the phone'];
  for (const { messages } of [widget, dashboard]) {
    for (const text of expected) await messages.getByText(text).waitFor({ timeout: 45_000 });
    const shown = await messages.textContent();
    for (const text of expected) expect(shown?.split(text)).toHaveLength(2);
  }
  await widget.connected.waitFor({ timeout: 45_000 });
  await dashboard.live.waitFor({ timeout: 45_000 });
  await dashboard.write('We are back.');
  await widget.messages.getByText('We are back.').waitFor();
}, 120_000);
