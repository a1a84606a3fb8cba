import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { call } from './http-client.ts';
import { waitUntil } from './wait-until.ts';

/** A local run in its own process, so that it can be killed. */
export type RunProcess = { readonly url: string; kill(): Promise<void> };

const PROGRAM = `
  import { startLocal } from './local/start-local.ts';
  const [stateDir, port] = process.argv.slice(-2);
  await startLocal({ assembly: 'cdk.out', demo: 'dist/demo', limits: 'off', stateDir, port: Number(port) });
`;

/** Starts a run on a port, and resolves when it responds. */
export async function startRunProcess(stateDir: string, port: number): Promise<RunProcess> {
  const child: ChildProcess = spawn(
    process.execPath,
    ['--import', 'tsx', '--input-type', 'module', '--eval', PROGRAM, stateDir, String(port)],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const url = `http://localhost:${port}`;
  await waitUntil(
    'the run to answer',
    () =>
      call(url, 'GET /api/health').then(
        ({ status }) => status === 200,
        () => false,
      ),
    30_000,
  );
  return {
    url,
    async kill() {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}
