import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { routeToModel } from '../support/model-chat.ts';
import { openStage } from '../support/stage.ts';
import { textsOn } from '../support/visitor.ts';
import { waitUntil } from '../support/wait-until.ts';
import { widgetOn } from '../support/widget.ts';
import { createModelServer } from '../web-client/support/model-server.ts';

const stage = await openStage();
const { run } = stage;

const READ = '2026-01-01T00:00:00.000Z';

async function openChatOf(count: number) {
  const server = createModelServer();
  // Numbers of one width, so that only their count differs.
  for (let seq = 1; seq <= count; seq += 1)
    server.commit({ content: textOf(seq), client_id: textOf(seq), read_at: READ });
  const opened = await stage.window();
  const bytes = await routeToModel(opened.page, server);
  const widget = widgetOn(opened.page);
  await widget.visit(run.url, 'Alice');
  await widget.open();
  await widget.connected.waitFor();
  await waitUntil('the newest to be shown', async () =>
    (await textsOn(opened.page)).at(-1)?.endsWith(textOf(count)),
  );
  return { ...opened, server, bytes };
}

const textOf = (seq: number) => `message ${String(seq).padStart(6, '0')}`;

async function costOf(count: number) {
  const { server, page, bytes } = await openChatOf(count);
  await page.waitForLoadState('networkidle');
  const rows = (await textsOn(page)).length;
  const cost = { requests: server.requests, rows, kilobytes: Math.round(bytes() / 1_000) };
  return cost;
}

test('[D9] opening a chat of 10,000 messages costs what opening one of 50 costs', async () => {
  const short = await costOf(50);
  expect(short.rows).toBe(50);
  expect(await costOf(10_000)).toEqual(short);
});

test('[U2] scrolling up pages through to the first message, each once, and keeps the place', async () => {
  const { page } = await openChatOf(230);
  const { messages } = widgetOn(page);
  const isAll = async () => {
    await messages.evaluate((log) => log.scrollTo(0, 0));
    return (await textsOn(page)).length >= 230;
  };
  await messages.evaluate((log) => log.scrollTo(0, 0));
  await waitUntil('a second page', async () => (await textsOn(page)).length === 100);
  expect(await topTextIn(page)).not.toBe(textOf(131));
  await waitUntil('all pages', isAll, 30_000);
  expect(await textsOn(page)).toEqual(Array.from({ length: 230 }, (_, n) => textOf(n + 1)));
});

/** The first visible message. */
function topTextIn(page: Page): Promise<string | undefined> {
  return widgetOn(page).messages.evaluate((log) => {
    const top = log.getBoundingClientRect().top;
    const rows = [...log.querySelectorAll('li')];
    const first = rows.find((row) => row.getBoundingClientRect().bottom > top);
    return first?.querySelector('.text')?.textContent ?? undefined;
  });
}
