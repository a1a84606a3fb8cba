import { setTimeout as pause } from 'node:timers/promises';
import type { CDPSession, Page } from 'playwright-core';
import { openNext } from './open-chats.ts';
import type { Traffic } from './traffic.ts';

/** An hour of 20 messages a minute. */
const MESSAGES = 1_200;
const PARTS = 10;
/** The page keeps a closed chat and a pending notification for a moment. */
const SETTLING_MS = 2_000;

export type Sample = {
  readonly messages: number;
  readonly chatsOpened: number;
  readonly heapKb: number;
  readonly nodes: number;
  readonly listeners: number;
};

/**
 * What the page holds at each tenth of an hour's traffic, with no chat open, after a garbage
 * collection. Meanwhile an admin goes from chat to chat.
 */
export async function measureMemory(page: Page, traffic: Traffic): Promise<Sample[]> {
  const devTools = await page.context().newCDPSession(page);
  await devTools.send('Performance.enable');
  await devTools.send('HeapProfiler.enable');
  let chatsOpened = 0;
  const samples: Sample[] = [];
  for (let part = 0; part <= PARTS; part += 1) {
    if (part > 0) chatsOpened += await goAboutDuring(page, traffic.send(MESSAGES / PARTS));
    const held = await heldBy(page, devTools);
    samples.push({ messages: (part * MESSAGES) / PARTS, chatsOpened, ...held });
  }
  await devTools.detach();
  return samples;
}

/** Opens chats one by one until the traffic ends, and returns how many. */
async function goAboutDuring(page: Page, traffic: Promise<void>): Promise<number> {
  let isOver = false;
  const ending = traffic.finally(() => {
    isOver = true;
  });
  let opened = 0;
  for (; !isOver; opened += 1) await openNext(page);
  await ending;
  return opened;
}

async function heldBy(page: Page, devTools: CDPSession) {
  await page.getByRole('banner').getByRole('link').first().click();
  await page.getByText('Choose a chat').waitFor();
  await pause(SETTLING_MS);
  await devTools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devTools.send('Runtime.getHeapUsage');
  const { metrics } = await devTools.send('Performance.getMetrics');
  const count = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0;
  return {
    heapKb: Math.round(usedSize / 1_024),
    nodes: count('Nodes'),
    listeners: count('JSEventListeners'),
  };
}

/** What 1,000 more messages add, by linear regression over the samples. */
export function slopePerThousand(
  samples: readonly Sample[],
  name: 'heapKb' | 'nodes' | 'listeners',
) {
  const mean = (of: (sample: Sample) => number) =>
    samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length;
  const [x, y] = [mean(({ messages }) => messages), mean((sample) => sample[name])];
  const covariance = mean((sample) => (sample.messages - x) * (sample[name] - y));
  const variance = mean(({ messages }) => (messages - x) ** 2);
  return (1_000 * covariance) / variance;
}
