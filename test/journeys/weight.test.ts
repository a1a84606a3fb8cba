import { readdirSync, readFileSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { openStage } from '../support/stage.ts';

const SITE = 'dist/sites/widget';
const panel = readdirSync(join(SITE, 'widget')).find((name) => name.startsWith('panel-')) ?? '';
const panelFiles = withImports(panel).map((name) => `widget/${name}`);

const stage = await openStage();
const { run } = stage;

/** Requests a file without decompressing the response. */
async function ask(path: string, headers: Record<string, string> = {}) {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    get(`${run.url}/${path}`, { headers }, resolve).on('error', reject);
  });
  return { status: answer.statusCode, headers: answer.headers, body: await buffer(answer) };
}

const BROTLI = { 'accept-encoding': 'gzip, deflate, br' };

async function weigh(files: readonly string[]): Promise<number> {
  const answers = await Promise.all(files.map((file) => ask(file, BROTLI)));
  return answers.reduce((sum, { body }) => sum + body.length, 0);
}

test('[U15] the documents say what travels, to one percent', async () => {
  const row =
    readFileSync('docs/performance.md', 'utf8').match(/^\| \*\*support chat\*\*.*$/m)?.[0] ?? '';
  const [buttonFiles, button, typingFiles, typing] = [...row.matchAll(/\*\*([\d,]+)\*\*/g)].map(
    ([, figure = '']) => Number(figure.replace(',', '')),
  );
  const files = ['widget.js', ...panelFiles];
  expect([buttonFiles, typingFiles]).toEqual([1, files.length]);
  expect(near(button, await weigh(['widget.js']))).toBe(true);
  expect(near(typing, await weigh(files))).toBe(true);
  const inReadme = readFileSync('README.md', 'utf8').matchAll(/^\| bytes.*?\*\*([\d,]+)\*\*/gm);
  const figures = [...inReadme].map(([, figure = '']) => Number(figure.replace(',', '')));
  expect(figures).toEqual([button, typing]);
});

const near = (said = 0, is = 0) => Math.abs(said - is) <= is / 100;

describe.each(['widget.js', ...panelFiles])('%s', (file) => {
  test('comes compressed to browsers that accept it, and otherwise is the same', async () => {
    const origin = { origin: 'https://shop.example' };
    const [packed, plain] = [await ask(file, { ...BROTLI, ...origin }), await ask(file, origin)];
    expect(packed.headers['content-encoding']).toBe('br');
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(brotliDecompressSync(packed.body).equals(plain.body)).toBe(true);
    for (const name of ['content-type', 'cache-control', 'access-control-allow-origin']) {
      expect([name, packed.headers[name]]).toEqual([name, plain.headers[name]]);
      expect(packed.headers[name]).toBeDefined();
    }
    expect(packed.headers.etag).not.toBe(plain.headers.etag);
    const known = await ask(file, { ...BROTLI, 'if-none-match': packed.headers.etag ?? '' });
    expect([known.status, known.body.length]).toEqual([304, 0]);
  });
});

test('a browser that refuses brotli gets the plain file', async () => {
  for (const accepted of ['gzip', 'identity', 'gzip, br;q=0']) {
    const { headers, body } = await ask('widget.js', { 'accept-encoding': accepted });
    expect(headers['content-encoding']).toBeUndefined();
    expect(String(body)).toContain('SupportChat');
  }
});

/** A module, and the modules that it imports. */
function withImports(name: string): string[] {
  const code = readFileSync(join(SITE, 'widget', name), 'utf8');
  return [name, ...[...code.matchAll(/from\s*"\.\/([^"]+)"/g)].map(([, path = '']) => path)];
}
