import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { isDockerRunning } from '../../../../local/dynamodb/engines/docker.ts';
import { dynamoDbLocalInDocker } from '../../../../local/dynamodb/engines/dynamodb-local-in-docker.ts';
import { putOnPath } from './a-program.ts';

/** A `docker` that notes its arguments, and whose containers answer as DynamoDB Local does. */
async function putDocker(more = ''): Promise<{ calls(): string[] }> {
  const server = createServer((_, res) => res.end('{"TableNames":[]}')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const folder = putOnPath(
    'docker',
    `echo "$*" >> "$(dirname "$0")/calls"
    ${more}
    case "$1" in
      port) echo "127.0.0.1:${port}" ;;
      *) echo done ;;
    esac`,
  );
  const file = join(folder, 'calls');
  return {
    calls: () => (existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []),
  };
}

const nameIn = (run: string | undefined) => /--name (\S+)/.exec(run ?? '')?.[1];

test('a container is pinned to a release, seen by this computer alone, and removed at the end', async () => {
  const { calls } = await putDocker();
  const engine = await dynamoDbLocalInDocker().start({ folder: undefined, expires: true });
  const [run] = calls();
  expect(run).toMatch(/^run --detach --rm --name dynamodb-local-\S+ --publish 127\.0\.0\.1::8000 /);
  expect(run).toMatch(
    / amazon\/dynamodb-local:\d+\.\d+\.\d+ -jar DynamoDBLocal.jar -sharedDb -disableTelemetry -inMemory -port 8000$/,
  );
  expect(engine.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  await engine.stop();
  expect(calls().at(-1)).toBe(`rm --force ${nameIn(run)}`);
});

/** Starts a container, says so, and then waits to be killed. */
const SCRIPT = `
  import { dynamoDbLocalInDocker } from '${new URL('../../../../local/dynamodb/engines/dynamodb-local-in-docker.ts', import.meta.url)}';
  const { endpoint } = await dynamoDbLocalInDocker().start({ expires: false });
  process.stdout.write(endpoint);
  setInterval(() => {}, 60_000);
`;

test.skipIf(process.platform === 'win32')(
  'a container is removed with its run, even when that is killed',
  async () => {
    const { calls } = await putDocker();
    const run = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', SCRIPT]);
    onTestFinished(() => void run.kill('SIGKILL'));
    await once(run.stdout, 'data');
    const name = nameIn(calls()[0]);
    expect(calls().at(-1)).not.toContain('rm');
    run.kill('SIGKILL');
    await expect.poll(() => calls().at(-1), { timeout: 5_000 }).toBe(`rm --force ${name}`);
  },
);

test('tables that last are in the folder, written by the user who started the container', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'state-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const { calls } = await putDocker();
  const engine = await dynamoDbLocalInDocker().start({ folder, expires: true });
  onTestFinished(() => engine.stop());
  expect(calls()[0]).toContain(` --volume ${folder}:/data `);
  expect(calls()[0]).toContain(' -dbPath /data ');
  if (process.platform === 'linux') {
    expect(calls()[0]).toContain(` --user ${process.getuid?.()}:${process.getgid?.()} `);
  }
});

test('an image that is not there is downloaded once', async () => {
  const missing = await putDocker('[ "$1" = image ] && exit 1');
  await dynamoDbLocalInDocker().download();
  expect(missing.calls().map((call) => call.split(' ')[0])).toEqual(['image', 'pull']);
  const there = await putDocker();
  await dynamoDbLocalInDocker().download();
  expect(there.calls().map((call) => call.split(' ')[0])).toEqual(['image']);
});

test('a container that cannot be run is told with Docker’s own reason, and removed', async () => {
  const { calls } = await putDocker(
    '[ "$1" = run ] && echo "Unable to find image" >&2 && exit 125',
  );
  const start = dynamoDbLocalInDocker().start({ folder: undefined, expires: true });
  await expect(start).rejects.toThrow('`docker run` failed: Unable to find image');
  expect(calls().at(-1)).toBe(`rm --force ${nameIn(calls()[0])}`);
});

test.each([
  [0, true],
  [1, false],
])('a daemon whose version is told with exit %i: it runs is %s', async (code, isRunning) => {
  await putDocker(`[ "$1" = version ] && exit ${code}`);
  expect(isDockerRunning()).toBe(isRunning);
});
