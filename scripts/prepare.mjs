// Makes a fresh clone ready, with nothing but Node: `npm start` and `npm test` run it first.
// The argument is the purpose: start, browser, engines or dynamodb-local.
import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';

const INSTALLED = 'node_modules/.package-lock.json';
const isInstalled =
  existsSync(INSTALLED) && statSync(INSTALLED).mtimeMs >= statSync('package-lock.json').mtimeMs;

try {
  if (!isInstalled) installPackages();
  // What comes now needs the packages: TypeScript is read by one of them.
  const { tsImport } = await import('tsx/esm/api');
  const { prepareMachine } = await tsImport('./prepare/prepare-machine.ts', import.meta.url);
  await prepareMachine(process.argv[2]);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

function installPackages() {
  const isWindows = process.platform === 'win32';
  try {
    const args = ['ci', '--no-audit', '--no-fund'];
    execFileSync(isWindows ? 'npm.cmd' : 'npm', args, { stdio: 'inherit', shell: isWindows });
  } catch {
    throw new Error('npm ci failed.');
  }
}
