// Makes a fresh clone ready, with nothing but Node: `npm start` and `npm test` run it first.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';

/** What is needed, where it may be, and the Debian packages that bring it. */
const CHROMIUM = {
  name: 'Chromium',
  variable: 'CHROMIUM_PATH',
  places: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'],
  packages: ['chromium', 'fonts-noto-color-emoji'],
};
const ENGINES = [
  {
    name: 'Firefox',
    variable: 'FIREFOX_PATH',
    places: ['/usr/bin/firefox-esr', '/usr/bin/firefox'],
    packages: ['firefox-esr'],
  },
  {
    name: "WebKitGTK's driver",
    variable: 'WEBKIT_DRIVER_PATH',
    places: ['/usr/bin/WebKitWebDriver'],
    packages: ['webkit2gtk-driver'],
  },
  // WebKitGTK has no headless way of its own.
  { name: 'Xvfb', variable: 'XVFB_PATH', places: ['/usr/bin/Xvfb'], packages: ['xvfb'] },
];

installPackages();
if (process.argv.includes('--browser')) installPrograms([CHROMIUM]);
if (process.argv.includes('--engines')) installPrograms([CHROMIUM, ...ENGINES]);

function installPackages() {
  const installed = 'node_modules/.package-lock.json';
  if (
    existsSync(installed) &&
    statSync(installed).mtimeMs >= statSync('package-lock.json').mtimeMs
  ) {
    return;
  }
  run('npm', ['ci', '--no-audit', '--no-fund']);
}

function installPrograms(programs) {
  const missing = programs.filter(({ variable, places }) => {
    const path = process.env[variable];
    if (path && !existsSync(path)) stop(`${variable} is ${path}, and there is no such file.`);
    return !path && !places.some((place) => existsSync(place));
  });
  if (missing.length === 0) return;
  if (process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0) {
    const packages = missing.flatMap((program) => program.packages);
    run('apt-get', ['update', '-qq']);
    run('apt-get', ['install', '-y', '-qq', ...packages]);
    return;
  }
  for (const { name, variable } of missing) {
    console.error(`These tests need ${name}: install it, or set ${variable}.`);
  }
  process.exit(1);
}

function run(command, args) {
  try {
    // Packages of Debian would else stop to ask things.
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    execFileSync(command, args, { stdio: 'inherit', env });
  } catch {
    stop(`${command} ${args.join(' ')} failed.`);
  }
}

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}
