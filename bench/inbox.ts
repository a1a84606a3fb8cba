import { cpus, loadavg } from 'node:os';
import type { Browser, Page } from 'playwright-core';
import type { LocalRun } from '../local/start-local.ts';
import { synthesize } from '../local/synthesis.ts';
import type { Story } from '../scripts/seed/chat-items.ts';
import { inventChats } from '../scripts/seed/invent-chats.ts';
import { launchBrowser } from '../test/support/browser.ts';
import { dashboardOn } from '../test/support/dashboard.ts';
import { startRun } from '../test/support/run.ts';
import { measureFirstRows } from './inbox/first-rows.ts';
import { measureMemory, slopePerThousand } from './inbox/memory.ts';
import { measureOpening } from './inbox/open-chats.ts';
import { measureScrolling } from './inbox/scroll.ts';
import { createTraffic } from './inbox/traffic.ts';

const FEW = { chats: 50, messages: 1_000 };
const MANY = { chats: 10_000, messages: 200_000 };

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
await synthesize();
const browser = await launchBrowser();
const runs: LocalRun[] = [];
try {
  for (const size of [FEW, MANY]) runs.push(await startRun({ seed: activeChats(size) }));
  console.log(`The dashboard with ${MANY.chats} active chats of ${MANY.messages} messages in all.`);
  console.log(`Measured on ${machine()}, Chromium ${browser.version()}.`);
  console.log('Other work of the computer makes all of it worse but what is named cpu.');
  await measureAll(browser, runs);
} finally {
  await browser.close();
  for (const run of runs) await run.stop();
}

async function measureAll(on: Browser, [few, many]: readonly LocalRun[]): Promise<void> {
  if (few === undefined || many === undefined) throw new Error('both runs have been started');
  const pages = [await openDashboard(on, few), await openDashboard(on, many)] as const;
  const [fewMs = 0, manyMs = 0] = await measureFirstRows(pages);
  console.log('\nFrom the navigation to the first rows on screen, signed in; median, ms.');
  const ratio = Number((manyMs / fewMs).toFixed(2));
  console.table({ '50 chats': Math.round(fewMs), '10,000 chats': Math.round(manyMs), ratio });

  const [, page] = pages;
  console.log('\nScrolling through all rows, 400 pixels a frame.');
  console.table(await measureScrolling(page, MANY.chats));
  console.log('\nOpening chats one after the other, by key, with all rows loaded.');
  console.table({ chats: await measureOpening(page) });
  await printMemory(page, many);
}

async function printMemory(page: Page, run: LocalRun): Promise<void> {
  const samples = await measureMemory(page, await createTraffic(run));
  console.log('\nAn hour of 20 messages a minute, as fast as the run takes them.');
  console.table(samples);
  // Caches fill in the first tenth.
  const settled = samples.slice(1);
  const slope = (name: 'heapKb' | 'nodes' | 'listeners') =>
    Number(slopePerThousand(settled, name).toFixed(1));
  const perThousand = { heapKb: slope('heapKb'), nodes: slope('nodes') };
  console.log('What 1,000 messages more add, from the first tenth on:');
  console.table({ ...perThousand, listeners: slope('listeners') });
}

async function openDashboard(on: Browser, run: LocalRun): Promise<Page> {
  const page = await on.newPage({ viewport: { width: 1280, height: 800 } });
  await dashboardOn(page).signIn(run.url);
  await dashboardOn(page).chats.waitFor();
  await dashboardOn(page).live.waitFor();
  return page;
}

function* activeChats(size: { chats: number; messages: number }): Generator<Story> {
  for (const story of inventChats({ ...size, now: new Date() }))
    yield { ...story, archived_at: null };
}

function machine(): string {
  const load = loadavg()[0]?.toFixed(1);
  return `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'} (load ${load} at the start)`;
}
