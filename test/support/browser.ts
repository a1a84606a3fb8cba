import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { chromiumPath } from '../../scripts/prepare/chromium.ts';

/** A real Chromium: the one that `npm test` found, downloaded or installed. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** A page of its own, as of another person, and every complaint of it. */
export type Window = { readonly page: Page; readonly complaints: string[]; close(): Promise<void> };

/**
 * Opens a window whose page errors, console errors and violations of its security policy are kept.
 * `expected` says which console errors the test provokes itself.
 */
export async function openWindow(
  browser: Browser,
  options: BrowserContextOptions = {},
  expected: (text: string) => boolean = () => false,
): Promise<Window> {
  const context = await browser.newContext({
    locale: 'en-GB',
    ...options,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (entry) => {
    if (entry.type() === 'error' && !expected(entry.text())) complaints.push(entry.text());
  });
  return { page, complaints, close: () => context.close() };
}

/** How a window is, and which complaints of it a test provokes. */
export type WindowOptions =
  Parameters<typeof openWindow> extends [unknown, ...infer Rest] ? Rest : never;
