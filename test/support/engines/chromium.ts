import { launchBrowser } from '../browser.ts';
import { inputOf } from '../human-input.ts';
import { openWindow } from '../window.ts';
import { type Engine, expression } from './engine.ts';

/** Chromium, driven by Playwright as in all other tests. */
export async function startChromium(): Promise<Engine> {
  const browser = await launchBrowser();
  return {
    async openWindow(options = {}) {
      const { page, complaints, close } = await openWindow(browser, options);
      return {
        input: inputOf(page),
        async goto(url) {
          await page.goto(url);
        },
        evaluate: (look, argument) => page.evaluate(expression(look, argument)),
        complaints: async () => complaints,
        screenshot: () => page.screenshot(),
        close,
      };
    },
    stop: () => browser.close(),
  };
}
