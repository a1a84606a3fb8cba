import type { BrowserContext, Page } from 'playwright-core';

declare global {
  interface Window {
    /** The events that scripts listen to on window and document. */
    listeners?: string[];
  }
}

/** Makes the page hidden or visible: driven pages are always visible. */
export function setHidden(page: Page, isHidden: boolean): Promise<void> {
  return page.evaluate((hidden) => {
    Object.defineProperty(document, 'hidden', { configurable: true, value: hidden });
    Object.defineProperty(document, 'visibilityState', {
      configurable: true,
      value: hidden ? 'hidden' : 'visible',
    });
    document.dispatchEvent(new Event('visibilitychange'));
  }, isHidden);
}

/** Resolves when no animation of the page is running. */
export async function untilStill(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const roots = [document, ...[...document.querySelectorAll('*')].map((one) => one.shadowRoot)];
    const moving = () =>
      roots
        .flatMap((root) => root?.getAnimations() ?? [])
        .filter(({ playState }) => playState === 'running')
        .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime));
    for (let moves = moving(); moves.length > 0; moves = moving()) {
      // The animation of an element that is removed never finishes.
      await Promise.allSettled(moves.map(({ finished }) => finished));
    }
  });
}

/** Takes only this page offline. The result takes it online again. */
export async function goOffline(page: Page): Promise<() => Promise<void>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const anySpeed = { latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
  const set = (offline: boolean) =>
    session.send('Network.emulateNetworkConditions', { offline, ...anySpeed });
  await set(true);
  return async () => {
    await set(false);
  };
}

/** Records in `window.listeners` what the scripts of later pages listen to. */
export async function trackListeners(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const names: string[] = [];
    window.listeners = names;
    function forget(name: string): void {
      const index = names.indexOf(name);
      if (index >= 0) names.splice(index, 1);
    }
    for (const target of [window, document]) {
      const { addEventListener, removeEventListener } = target;
      target.addEventListener = (...args: Parameters<typeof addEventListener>) => {
        const [name, , options] = args;
        const { once, signal } = typeof options === 'object' ? options : {};
        if (!once) names.push(name);
        signal?.addEventListener('abort', () => forget(name));
        addEventListener.apply(target, args);
      };
      target.removeEventListener = (...args: Parameters<typeof removeEventListener>) => {
        forget(args[0]);
        removeEventListener.apply(target, args);
      };
    }
  });
}
