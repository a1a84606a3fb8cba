import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { startRun } from '../support/run.ts';

/** Runs what `npm start` runs, and yields how it ended. */
async function start(environment: Record<string, string>) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'local/main.ts'], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const errors: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
  const [code] = await once(child, 'close');
  return { code, errors: Buffer.concat(errors).toString() };
}

const oneSentence = /^[^\n]+\.\n$/;

test('a taken port ends the start with one sentence', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const PORT = `${typeof address === 'object' && address ? address.port : 0}`;
  const { code, errors } = await start({ PORT });
  other.close();
  expect(code).toBe(1);
  expect(errors).toMatch(oneSentence);
  expect(errors).toContain(`Port ${PORT} is taken`);
});

test.each([
  ['a port that is none', { PORT: 'http' }, 'PORT is http'],
  ['no DynamoDB engine', { PORT: '0', DYNOXIDE_BIN: '/nowhere/dynoxide' }, 'DynamoDB engine'],
])('%s ends the start with one sentence', async (_what, environment, words) => {
  const { code, errors } = await start(environment);
  expect(code).toBe(1);
  expect(errors).toMatch(oneSentence);
  expect(errors).toContain(words);
});

test('a broken template is told in one sentence', async () => {
  await expect(startRun({ template: () => ({ Resources: 7 }) })).rejects.toThrow(/^[^\n]+$/);
  await expect(startRun({ assembly: '/nowhere' })).rejects.toThrow(/^[^\n]+$/);
});
