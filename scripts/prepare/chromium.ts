import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { chromium } from 'playwright-core';
import { canInstallPackages, installPackages } from './debian-packages.ts';
import { CHROMIUM, findProgram } from './programs.ts';

const MISSING =
  'Chromium, Chrome and Edge are not installed: install one of them, or set CHROMIUM_PATH.';

/** Where the browser of the tests is: `CHROMIUM_PATH`, an installed one, or Playwright's own. */
export function chromiumPath(): string {
  const path = findChromium();
  if (path !== undefined) return path;
  throw new Error(MISSING);
}

/**
 * Makes sure that there is a browser: Playwright's own is downloaded if none is installed, and where
 * that fails or does not run, Debian's package is installed. Throws an error of one sentence if there
 * is no way to get one.
 */
export function prepareChromium(): void {
  if (findChromium() !== undefined) return;
  if (downloadChromium()) return;
  if (canInstallPackages()) installPackages(CHROMIUM.packages);
  chromiumPath();
}

function findChromium(): string | undefined {
  const installed = findProgram(CHROMIUM);
  if (installed !== undefined) return installed;
  const downloaded = chromium.executablePath();
  return existsSync(downloaded) && runs(downloaded) ? downloaded : undefined;
}

/** Few networks let nothing but npm through; there the download fails within seconds. */
const DOWNLOAD_TIMEOUT_MS = 5 * 60_000;

function downloadChromium(): boolean {
  const folder = dirname(createRequire(import.meta.url).resolve('playwright-core/package.json'));
  const args = [join(folder, 'cli.js'), 'install', '--no-shell', 'chromium'];
  console.log('Downloading Chromium …');
  spawnSync(process.execPath, args, { timeout: DOWNLOAD_TIMEOUT_MS });
  return findChromium() !== undefined;
}

/** A downloaded browser lacks the libraries of the system on a bare Linux. */
function runs(path: string): boolean {
  return process.platform !== 'linux' || spawnSync(path, ['--version']).status === 0;
}
