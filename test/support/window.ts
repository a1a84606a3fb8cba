import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, expect, onTestFinished, TestRunner } from 'vitest';
import { type BadNetwork, startSlowNetwork } from './bad-network.ts';
import { type HumanInput, humanInput } from './human-input.ts';
import { sharedBrowser } from './shared-run.ts';

export type WindowOptions = BrowserContextOptions & {
  /**
   * `slow` delays every request, handshake and frame to the server by half a second. A `BadNetwork`
   * does what the test tells it to.
   */
  readonly network?: 'slow' | Pick<BadNetwork, 'proxy'>;
  /** The errors that the test causes itself; every other one fails the test. */
  readonly expected?: RegExp | ((text: string) => boolean);
};

/** A browser window of its own: no cookies, storage or cache shared with any other window. */
export type Window = {
  readonly page: Page;
  /** Uses the page at human speed, and waits for nothing: `await hands.type('Hi\n')`. */
  readonly hands: HumanInput<Locator>;
  /** The unexpected errors: of scripts, in the console, or of the content security policy. */
  readonly complaints: string[];
  /** Opens one more tab, whose complaints are recorded as well. */
  openTab(): Promise<Page>;
  close(): Promise<void>;
};

/** Opens a window that somebody else closes. Tests use `stage.window()`. */
export async function openWindow(
  browser: Browser,
  { network, expected, ...options }: WindowOptions = {},
): Promise<Window> {
  const slow = network === 'slow' ? await startSlowNetwork() : undefined;
  const { proxy } = slow ?? (typeof network === 'object' ? network : {});
  const context = await browser.newContext({
    locale: 'en-GB',
    ...options,
    ...(proxy && { proxy }),
  });
  const complaints: string[] = [];
  const isExpected =
    expected instanceof RegExp
      ? (text: string) => expected.test(text)
      : (expected ?? (() => false));

  function note(error: string): void {
    if (!isExpected(error)) complaints.push(error);
  }

  async function openTab(): Promise<Page> {
    const page = await context.newPage();
    page.on('pageerror', ({ message }) => note(message));
    page.on('console', (entry) => {
      if (entry.type() === 'error') note(entry.text());
    });
    return page;
  }

  const page = await openTab();
  return {
    page,
    hands: humanInput(page),
    complaints,
    openTab,
    async close() {
      await context.close();
      await slow?.stop();
    },
  };
}

/**
 * Opens windows that are closed after the test that opened them, or else after the file, which fails if
 * one of them had a complaint. Call it at the top level of a test file; `openStage` has done so.
 */
export function windowsOfFile(): (options?: WindowOptions) => Promise<Window> {
  const windows: Window[] = [];
  const end = async ({ close, complaints }: Window) => {
    await close();
    expect(complaints).toEqual([]);
  };
  afterAll(async () => {
    for (const window of windows) await end(window);
  });
  return async (options) => {
    const window = await openWindow(await sharedBrowser(), options);
    if (TestRunner.getCurrentTest()) onTestFinished(() => end(window));
    else windows.push(window);
    return window;
  };
}
