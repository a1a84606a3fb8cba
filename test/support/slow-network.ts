import type { BrowserContextOptions } from 'playwright-core';
import { afterAll } from 'vitest';
import { startBadNetwork } from './bad-network.ts';

/** What a first request to functions that have been idle takes longer than others. */
const LATE_MS = 500;

/**
 * A network on which every request, handshake and frame comes half a second late, for all tests of the
 * file that asks for it. Yields what a window takes: `openWindow(browser, await slowNetwork())`.
 */
export async function slowNetwork(): Promise<Pick<BrowserContextOptions, 'proxy'>> {
  const network = await startBadNetwork({ lateMs: LATE_MS });
  afterAll(network.stop);
  return { proxy: network.proxy };
}
