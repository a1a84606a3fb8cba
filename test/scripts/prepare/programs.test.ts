import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import {
  chromiumPlaces,
  findProgram,
  type Program,
  requireProgram,
} from '../../../scripts/prepare/programs.ts';

/** A folder with empty files of these names. */
function aFolder(...names: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'programs-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const name of names) writeFileSync(join(folder, name), '');
  return folder;
}

function aProgram(folder: string): Program {
  const places = ['chromium', 'chrome'].map((name) => join(folder, name));
  return { name: 'Chromium', variable: 'TEST_PATH', places, packages: [] };
}

function setVariable(path: string): void {
  vi.stubEnv('TEST_PATH', path);
  onTestFinished(() => void vi.unstubAllEnvs());
}

test('the variable comes first, then the first place with a file', () => {
  const folder = aFolder('chrome', 'mine');
  expect(findProgram(aProgram(folder))).toBe(join(folder, 'chrome'));
  setVariable(join(folder, 'mine'));
  expect(findProgram(aProgram(folder))).toBe(join(folder, 'mine'));
});

test('a variable that names no file is an error, although the program is installed', () => {
  setVariable('/nowhere');
  expect(() => findProgram(aProgram(aFolder('chrome')))).toThrow('TEST_PATH is /nowhere');
});

test('a missing program is named in one sentence, with its variable', () => {
  const program = aProgram(aFolder());
  expect(findProgram(program)).toBeUndefined();
  expect(() => requireProgram(program)).toThrow(/^Chromium is not installed.*TEST_PATH\.$/);
});

test.each([
  ['linux', {}, '/usr/bin/google-chrome'],
  ['linux', {}, '/snap/bin/chromium'],
  [
    'darwin',
    { HOME: '/Users/ada' },
    '/Users/ada/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  ['darwin', {}, '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
  [
    'win32',
    { PROGRAMFILES: 'C:\\Program Files' },
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  ],
  [
    'win32',
    { 'PROGRAMFILES(X86)': 'C:\\Program Files (x86)' },
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
] as const)('on %s Chromium is looked for where its installers put it', (platform, env, place) => {
  expect(chromiumPlaces(platform, env)).toContain(place);
});
