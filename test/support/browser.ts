import { type Browser, chromium } from 'playwright-core';
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
