import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startRun } from '../support/run.ts';
import { waitUntil } from '../support/wait-until.ts';

/** Runs what `npm start` runs, and returns how it ended. */
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

/** A copy of this checkout in which nothing was started yet. */
function aCheckout(): string {
  const folder = mkdtempSync(join(tmpdir(), 'checkout-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const name of readdirSync('.')) {
    if (name !== '.local') symlinkSync(resolve(name), join(folder, name));
  }
  return folder;
}

test('[L1] a start says where to look, and all of it is there, on one port', async () => {
  const child = spawn(process.execPath, ['--import', 'tsx', 'local/main.ts'], {
    cwd: aCheckout(),
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk;
  });
  await waitUntil('the start', () => said.includes('Ctrl+C stops it.'), 120_000);
  const places = [...said.matchAll(/(http:\/\/localhost:\d+)(\/\S*) {2,}/g)];
  expect(places.map(([, , path]) => path)).toEqual([
    '/',
    '/options.html',
    '/admin/',
    '/_local/emails',
  ]);
  expect(new Set(places.map(([, url]) => url)).size).toBe(1);
  for (const [, url, path] of places) {
    const answer = await fetch(`${url}${path}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('text/html');
  }
  const shop = await (await fetch(`${places[0]?.[1]}/`)).text();
  expect(shop).toContain('/widget.js');
  expect(shop).toContain('Alice');
  child.kill('SIGTERM');
  expect(await closed).toEqual([0, null]);
}, 180_000);

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
  [
    'a DynamoDB engine that does not run',
    { PORT: '0', DYNAMODB_ENGINE: 'dynoxide', DYNOXIDE_BIN: '/nowhere/dynoxide' },
    'The DynamoDB engine /nowhere/dynoxide cannot be run',
  ],
])('%s ends the start with one sentence', async (_what, environment, words) => {
  const { code, errors } = await start(environment);
  expect(code).toBe(1);
  expect(errors).toMatch(oneSentence);
  expect(errors).toContain(words);
});

test('a broken template is reported in one sentence', async () => {
  await expect(startRun({ template: () => ({ Resources: 7 }) })).rejects.toThrow(/^[^\n]+$/);
  await expect(startRun({ assembly: '/nowhere' })).rejects.toThrow(/^[^\n]+$/);
});
