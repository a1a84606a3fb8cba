import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the stack and its assets are made of. */
const SOURCES = [
  ...['bin', 'lib', 'protocol', 'functions', 'web-client', 'web-widget', 'web-admin', 'scripts'],
  ...['cdk.json', 'package.json'],
];
const OUTPUT = 'cdk.out';
const STAMP = 'synthesized-at';
/** Nobody has to have a domain to try the chat. */
const LOCAL = ['--context', 'supportChat.local=true'];

/**
 * Builds and synthesizes the stack in the current folder unless that was done since the last change.
 * Returns the output folder. Throws an error of one sentence when it fails; the reason was printed.
 */
export async function synthesize(): Promise<string> {
  const startedAt = Date.now();
  if (lastSynthesis() >= newestOf(SOURCES)) return OUTPUT;
  process.stdout.write('Building and synthesizing the stack …\n');
  const cdk = join('node_modules', '.bin', process.platform === 'win32' ? 'cdk.cmd' : 'cdk');
  const run = spawn(cdk, ['synth', '--quiet', '--no-notices', '--output', OUTPUT, ...LOCAL], {
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
    env: { ...process.env, CDK_DISABLE_CLI_TELEMETRY: '1' },
  });
  const printed: Buffer[] = [];
  run.stdout.on('data', (chunk: Buffer) => printed.push(chunk));
  run.stderr.on('data', (chunk: Buffer) => printed.push(chunk));
  const [code] = await once(run, 'close');
  if (code !== 0) {
    process.stderr.write(Buffer.concat(printed));
    throw new Error('The stack cannot be built and synthesized: the reason is above.');
  }
  writeFileSync(join(OUTPUT, STAMP), String(startedAt));
  return OUTPUT;
}

/** When the last successful synthesis began; 0 when there was none. */
function lastSynthesis(): number {
  const stamp = join(OUTPUT, STAMP);
  return existsSync(stamp) ? Number(readFileSync(stamp, 'utf8')) : 0;
}

function newestOf(paths: readonly string[]): number {
  return Math.max(0, ...paths.filter((path) => existsSync(path)).map(newest));
}

/** A folder's own time tells of files that were added and removed. */
function newest(path: string): number {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  const entries = readdirSync(path).map((name) => join(path, name));
  return Math.max(stats.mtimeMs, newestOf(entries));
}
