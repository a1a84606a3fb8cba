import { brotliCompressSync } from 'node:zlib';
import type { Rolldown } from 'vite';

/** What a part of the widget weighs as it travels. */
export type Size = { readonly name: string; readonly files: number; readonly bytes: number };

/** A file of the build, as much of it as counts here. */
export type Chunk = Pick<
  Rolldown.OutputChunk,
  'name' | 'fileName' | 'code' | 'imports' | 'facadeModuleId'
>;

/** What a live chat has fetched by itself, beside the loader. */
const LIVE = ['panel', 'live', 'watch-reachability'];

/**
 * What somebody has fetched when the button shows, when a message can be typed (in English, and in the
 * heaviest language), and once a chat is live. @throws Error when one of them is beyond its limit (U15),
 * or when a language or a rarer part outgrows a chunk of its own.
 */
export function checkedSizes(loader: Chunk, chunks: readonly Chunk[]): Size[] {
  const button = sum('until the button shows', [loader]);
  const typing = sum('until a message can be typed', [loader, ...withImports('panel', chunks)]);
  const languages = chunks.filter(isLanguage).map((chunk) => sum(`in ${chunk.name}`, [chunk]));
  const heaviest = languages.sort(byBytes)[0] ?? sum('in English', []);
  const translated: Size = {
    name: `the same ${heaviest.name}, the heaviest of ${languages.length} languages`,
    files: typing.files + heaviest.files,
    bytes: typing.bytes + heaviest.bytes,
  };
  const live = sum('with a live chat', [
    loader,
    ...new Set(LIVE.flatMap((name) => withImports(name, chunks))),
  ]);
  const parts = chunks
    .filter((chunk) => !LIVE.includes(chunk.name) && !isLanguage(chunk) && !isQuestionWords(chunk))
    .map((chunk) => sum(`on demand: ${chunk.name}`, [chunk]))
    .sort(byBytes);
  limit(button, { files: 1, bytes: 2_500 });
  limit(typing, { files: 3, bytes: 15_000 });
  limit(live, { files: 6, bytes: 30_000 });
  const questions = chunks
    .filter(isQuestionWords)
    .map((chunk) => sum(`${chunk.name}'s questions`, [chunk]));
  for (const language of [...languages, ...questions]) limit(language, { files: 1, bytes: 1_600 });
  for (const part of parts) limit(part, { files: 1, bytes: 8_000 });
  return [button, typing, translated, live, ...parts];
}

const isLanguage = ({ facadeModuleId }: Chunk) => facadeModuleId?.includes('/strings/') ?? false;

/** What the rare questions say in another language. */
const isQuestionWords = ({ facadeModuleId }: Chunk) =>
  facadeModuleId?.includes('/question/words/') ?? false;

const byBytes = (a: Size, b: Size) => b.bytes - a.bytes;

function withImports(name: string, chunks: readonly Chunk[]): Chunk[] {
  const found = chunks.find((chunk) => chunk.name === name);
  if (!found) throw new Error(`the build of the widget has no ${name}`);
  return [found, ...chunks.filter(({ fileName }) => found.imports.includes(fileName))];
}

const sum = (name: string, files: readonly Chunk[]): Size => ({
  name,
  files: files.length,
  bytes: files.reduce((bytes, { code }) => bytes + brotliCompressSync(code).length, 0),
});

function limit(size: Size, most: { files: number; bytes: number }): void {
  if (size.files <= most.files && size.bytes <= most.bytes) return;
  throw new Error(
    `The widget is too heavy ${size.name}: ${size.bytes} bytes in ${size.files} files, ` +
      `where ${most.bytes} in ${most.files} are the limit (brotli).`,
  );
}
