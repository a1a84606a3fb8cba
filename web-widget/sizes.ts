import { brotliCompressSync, constants } from 'node:zlib';
import type { Rolldown } from 'vite';

/** What a part of the widget weighs as it travels. */
export type Size = { readonly name: string; readonly files: number; readonly bytes: number };

/**
 * What somebody has fetched when the button shows, when a message can be typed, and once a chat is
 * live. @throws Error when the first two are beyond their limits (U15), or when a language or a rarer
 * part outgrows a chunk of its own.
 */
export function checkedSizes(
  loader: Rolldown.OutputChunk,
  chunks: readonly Rolldown.OutputChunk[],
): Size[] {
  const button = sum('until the button shows', [loader]);
  const typing = sum('until a message can be typed', [loader, ...withImports('panel', chunks)]);
  const live = sum('with a live chat', [
    loader,
    ...new Set([...withImports('panel', chunks), ...withImports('live', chunks)]),
  ]);
  const parts = chunks
    .filter(({ name }) => name !== 'panel' && name !== 'live')
    .map((chunk) => sum(`on demand: ${chunk.name}`, [chunk]))
    .sort((a, b) => b.bytes - a.bytes);
  limit(button, { files: 1, bytes: 2_500 });
  limit(typing, { files: 4, bytes: 18_000 });
  for (const part of parts) limit(part, { files: 1, bytes: 8_000 });
  return [button, typing, live, ...parts];
}

function withImports(
  name: string,
  chunks: readonly Rolldown.OutputChunk[],
): Rolldown.OutputChunk[] {
  const found = chunks.find((chunk) => chunk.name === name);
  if (!found) throw new Error(`the build of the widget has no ${name}`);
  return [found, ...chunks.filter(({ fileName }) => found.imports.includes(fileName))];
}

const sum = (name: string, files: readonly Rolldown.OutputChunk[]): Size => ({
  name,
  files: files.length,
  bytes: files.reduce((bytes, { code }) => bytes + brotliBytes(code), 0),
});

const brotliBytes = (text: string) =>
  brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

function limit(size: Size, most: { files: number; bytes: number }): void {
  if (size.files <= most.files && size.bytes <= most.bytes) return;
  throw new Error(
    `The widget is too heavy ${size.name}: ${size.bytes} bytes in ${size.files} files, ` +
      `where ${most.bytes} in ${most.files} are the limit (brotli).`,
  );
}
