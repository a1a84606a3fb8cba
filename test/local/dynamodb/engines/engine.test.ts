import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { chooseEngine } from '../../../../local/dynamodb/engines/choose-engine.ts';

/** Starts an engine, says where, and then waits to be killed. */
const SCRIPT = `
  import { chooseEngine } from '${new URL('../../../../local/dynamodb/engines/choose-engine.ts', import.meta.url)}';
  const { endpoint } = await chooseEngine().start({ expires: false });
  process.stdout.write(endpoint);
  setInterval(() => {}, 60_000);
`;

async function answers(endpoint: string): Promise<boolean> {
  return fetch(endpoint).then(
    () => true,
    () => false,
  );
}

test('an engine stops when it is told to', async () => {
  const engine = await chooseEngine().start({ folder: undefined, expires: true });
  onTestFinished(() => engine.stop());
  expect(await answers(engine.endpoint)).toBe(true);
  await engine.stop();
  expect(await answers(engine.endpoint)).toBe(false);
});

test.skipIf(process.platform === 'win32')(
  'an engine ends with its run, even when that is killed',
  async () => {
    const run = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', SCRIPT]);
    onTestFinished(() => void run.kill('SIGKILL'));
    const [endpoint] = await once(run.stdout, 'data');
    expect(await answers(String(endpoint))).toBe(true);
    run.kill('SIGKILL');
    await expect.poll(() => answers(String(endpoint)), { timeout: 5_000 }).toBe(false);
  },
);
