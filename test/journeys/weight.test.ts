import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';

const SITE = 'dist/sites/widget';
const panel = readdirSync(join(SITE, 'widget')).find((name) => name.startsWith('panel-')) ?? '';

test('[U15] the README says what the widget weighs, to one percent', () => {
  const row = readFileSync('README.md', 'utf8').match(/^\| \*\*support chat\*\*.*$/m)?.[0] ?? '';
  const [buttonFiles, button, typingFiles, typing] = [...row.matchAll(/\*\*([\d,]+)\*\*/g)].map(
    ([, figure = '']) => Number(figure.replace(',', '')),
  );
  const files = ['widget.js', ...withImports(panel).map((name) => join('widget', name))];
  expect([buttonFiles, typingFiles]).toEqual([1, files.length]);
  expect(near(button, weigh(['widget.js']))).toBe(true);
  expect(near(typing, weigh(files))).toBe(true);
});

const weigh = (files: readonly string[]) =>
  files
    .map((file) => brotliCompressSync(readFileSync(join(SITE, file))).length)
    .reduce((sum, bytes) => sum + bytes, 0);

const near = (said = 0, is = 0) => Math.abs(said - is) <= is / 100;

/** A module and those that the browser fetches with it. */
function withImports(name: string): string[] {
  const code = readFileSync(join(SITE, 'widget', name), 'utf8');
  return [name, ...[...code.matchAll(/from\s*"\.\/([^"]+)"/g)].map(([, path = '']) => path)];
}
