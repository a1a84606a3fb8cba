// Makes a fresh clone ready, with nothing but Node: `npm start` and `npm test` run it first.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

installPackages();
if (process.argv.includes('--browser')) installBrowser();

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

function installBrowser() {
  const { CHROMIUM_PATH } = process.env;
  if (CHROMIUM_PATH ? existsSync(CHROMIUM_PATH) : BROWSERS.some((path) => existsSync(path))) return;
  if (CHROMIUM_PATH) stop(`CHROMIUM_PATH is ${CHROMIUM_PATH}, and there is no such file.`);
  if (process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0) {
    run('apt-get', ['update', '-qq']);
    run('apt-get', ['install', '-y', '-qq', 'chromium', 'fonts-noto-color-emoji']);
    return;
  }
  stop('The browser tests need Chromium: install it, or set CHROMIUM_PATH to your Chrome.');
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
