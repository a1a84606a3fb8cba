import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';

const ANSWER_TIMEOUT_MS = 5_000;

/** Whether Docker is installed, and its daemon responds. */
export function isDockerRunning(): boolean {
  const args = ['version', '--format', '{{.Server.Version}}'];
  return spawnSync('docker', args, { timeout: ANSWER_TIMEOUT_MS }).status === 0;
}

/** Runs one Docker command and returns what it prints. Throws an error of one sentence. */
export async function docker(...args: string[]): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)('docker', args);
    return stdout.trim();
  } catch (error) {
    const printed = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
    const reason = printed.split('\n').at(-1) || String(error);
    throw new Error(`\`docker ${args[0]}\` failed: ${reason}`);
  }
}
