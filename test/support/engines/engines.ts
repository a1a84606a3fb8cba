import { afterAll, beforeAll, expect, onTestFinished } from 'vitest';
import { startSlowNetwork } from '../bad-network.ts';
import { startChromium } from './chromium.ts';
import type { Engine } from './engine.ts';
import { startFirefox } from './firefox.ts';
import { type VisiblePage, visiblePage } from './visible-page.ts';
import { startWebKit } from './webkit.ts';

const STARTS = { chromium: startChromium, firefox: startFirefox, webkit: startWebKit };

export type EngineName = keyof typeof STARTS;
export const ENGINES: readonly EngineName[] = ['chromium', 'firefox', 'webkit'];

/**
 * Starts an engine for the tests of the block that calls it. The result opens a window, which is closed
 * after the test; the test fails if its page reported an error.
 */
export function useEngine(
  name: EngineName,
): (options?: { network?: 'slow' }) => Promise<VisiblePage> {
  let engine: Engine | undefined;
  beforeAll(async () => {
    engine = await STARTS[name]();
  });
  afterAll(() => engine?.stop());
  return async ({ network } = {}) => {
    const slow = network === 'slow' ? await startSlowNetwork() : undefined;
    const window = await engine?.openWindow(slow);
    if (!window) throw new Error(`${name} has not started`);
    onTestFinished(async () => {
      const complaints = await window.complaints();
      await window.close();
      await slow?.stop();
      expect(complaints).toEqual([]);
    });
    return visiblePage(window);
  };
}
