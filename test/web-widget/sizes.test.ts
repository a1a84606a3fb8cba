import { expect, test } from 'vitest';
import { type Chunk, checkedSizes } from '../../web-widget/sizes.ts';

/** Code of that many bytes at least, which no compression makes smaller. */
const bytes = (count: number) =>
  Array.from({ length: Math.ceil(count / 2) }, (_, n) =>
    String.fromCodePoint(0x4e00 + ((n * 7_919) % 20_000)),
  ).join('');

const aChunk = (name: string, given: Partial<Chunk> = {}): Chunk => ({
  name,
  fileName: `${name}-1a2b.js`,
  code: bytes(100),
  imports: [],
  facadeModuleId: `/panel/${name}.ts`,
  ...given,
});

const loader = aChunk('widget');
const panel = aChunk('panel', { imports: ['shared-1a2b.js'] });
const rest = ['shared', 'live', 'watch-reachability', 'emoji'].map((name) => aChunk(name));

test('[U15] a build within the limits says what it weighs, rarer things apart', () => {
  const sizes = checkedSizes(loader, [panel, ...rest]);
  expect(sizes.map(({ name, files }) => [name, files])).toEqual([
    ['until the button shows', 1],
    ['until a message can be typed', 3],
    ['the same in English, the heaviest of 0 languages', 3],
    ['with a live chat', 5],
    ['on demand: shared', 1],
    ['on demand: emoji', 1],
  ]);
});

test.each([
  ['until the button shows', { ...loader, code: bytes(4_000) }, [panel, ...rest]],
  ['until a message can be typed', loader, [{ ...panel, code: bytes(20_000) }, ...rest]],
  ['with a live chat', loader, [panel, ...rest.map(heavyLive)]],
  ['in de', loader, [panel, ...rest, aChunk('de', aLanguage(bytes(3_000)))]],
  ['on demand: emoji', loader, [panel, ...rest.map(heavyEmoji)]],
])('[U15] a build that is too heavy %s fails', (part, first, chunks) => {
  expect(() => checkedSizes(first, chunks)).toThrow(`The widget is too heavy ${part}: `);
});

function heavyLive(chunk: Chunk): Chunk {
  return chunk.name === 'live' ? { ...chunk, code: bytes(40_000) } : chunk;
}

function heavyEmoji(chunk: Chunk): Chunk {
  return chunk.name === 'emoji' ? { ...chunk, code: bytes(12_000) } : chunk;
}

function aLanguage(code: string): Partial<Chunk> {
  return { code, facadeModuleId: '/strings/de.ts' };
}
