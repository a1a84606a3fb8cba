import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** A program that tests need and npm does not bring. */
export type Program = {
  readonly name: string;
  /** The environment variable that names another one. */
  readonly variable: string;
  /** Where it may be, the preferred place first. */
  readonly places: readonly string[];
  /** The Debian packages that have it. */
  readonly packages: readonly string[];
};

export const FIREFOX: Program = {
  name: 'Firefox',
  variable: 'FIREFOX_PATH',
  places: ['/usr/bin/firefox-esr', '/usr/bin/firefox'],
  packages: ['firefox-esr'],
};

export const WEBKIT_DRIVER: Program = {
  name: "WebKitGTK's driver",
  variable: 'WEBKIT_DRIVER_PATH',
  places: ['/usr/bin/WebKitWebDriver'],
  packages: ['webkit2gtk-driver'],
};

/** WebKitGTK has no headless mode of its own. */
export const XVFB: Program = {
  name: 'Xvfb',
  variable: 'XVFB_PATH',
  places: ['/usr/bin/Xvfb'],
  packages: ['xvfb'],
};

/** Chromium, or a browser that is made of it. */
export const CHROMIUM: Program = {
  name: 'Chromium',
  variable: 'CHROMIUM_PATH',
  places: chromiumPlaces(process.platform),
  packages: ['chromium', 'fonts-noto-color-emoji'],
};

/**
 * The program's path, or undefined if it is not installed. Throws an error of one sentence if its
 * variable names a file that does not exist.
 */
export function findProgram({ variable, places }: Program): string | undefined {
  const path = process.env[variable];
  if (path && !existsSync(path)) throw new Error(`${variable} is ${path}, which does not exist.`);
  return path || places.find((place) => existsSync(place));
}

/** The program's path. Throws an error of one sentence if it is not installed. */
export function requireProgram(program: Program): string {
  const path = findProgram(program);
  if (path !== undefined) return path;
  throw new Error(`${program.name} is not installed: install it, or set ${program.variable}.`);
}

/** Where the installers of Chromium, Chrome and Edge put them. */
export function chromiumPlaces(platform: NodeJS.Platform, env = process.env): string[] {
  if (platform === 'darwin') {
    const apps = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
    const folders = ['/Applications', join(env.HOME ?? '', 'Applications')];
    return apps.flatMap((app) =>
      folders.map((folder) => `${folder}/${app}.app/Contents/MacOS/${app}`),
    );
  }
  if (platform === 'win32') {
    const folders = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA];
    const programs = [
      'Google\\Chrome\\Application\\chrome.exe',
      'Chromium\\Application\\chrome.exe',
      'Microsoft\\Edge\\Application\\msedge.exe',
    ];
    return programs.flatMap((program) =>
      folders.flatMap((folder) => (folder ? [`${folder}\\${program}`] : [])),
    );
  }
  return [
    ...['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    ...['microsoft-edge', 'microsoft-edge-stable'],
  ]
    .map((name) => `/usr/bin/${name}`)
    .concat('/snap/bin/chromium');
}
