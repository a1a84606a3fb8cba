import { execFileSync, spawnSync } from 'node:child_process';

/** Whether this is Debian or made of it, and we are root. */
export function canInstallPackages(): boolean {
  return process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0;
}

/** Throws an error of one sentence if it fails; the reason was printed. */
export function installPackages(packages: readonly string[]): void {
  run('update', '-qq');
  run('install', '-y', '-qq', ...packages);
}

function run(...args: readonly string[]): void {
  try {
    // Some packages would otherwise stop and ask questions.
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    execFileSync('apt-get', args, { stdio: 'inherit', env });
  } catch {
    throw new Error(`apt-get ${args.join(' ')} failed.`);
  }
}
