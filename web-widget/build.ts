import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';
import { checkedSizes, type Size } from './sizes.ts';
import { loaderConfig, panelConfig } from './vite.config.ts';

/**
 * Builds `dist/sites/widget` (the loader `widget.js` and the panel it loads), `dist/sites/widget-brotli`
 * (the panel's files compressed; the loader still gets the deployment's choices) and `dist/demo` (a shop
 * page to try it on). Resolves to what they weigh; throws beyond the limits.
 */
export async function buildWidget(): Promise<Size[]> {
  await rm(here('../dist/sites/widget'), { recursive: true, force: true });
  const chunks = chunksOf(await build(panelConfig()));
  const panel = chunks.find(({ isEntry }) => isEntry);
  if (!panel) throw new Error('the build of the panel has no entry');
  const [loader] = chunksOf(await build(loaderConfig(panel.fileName)));
  if (!loader) throw new Error('the build has no loader');
  await writeCompressed(chunks);
  await rm(here('../dist/demo'), { recursive: true, force: true });
  await cp(here('demo'), here('../dist/demo'), { recursive: true });
  return checkedSizes(loader, chunks);
}

/** In brotli 11, which is Node's default. */
async function writeCompressed(chunks: readonly Rolldown.OutputChunk[]): Promise<void> {
  const folder = here('../dist/sites/widget-brotli');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const { fileName, code } of chunks) {
    await writeFile(`${folder}/${basename(fileName)}.br`, brotliCompressSync(code));
  }
}

function here(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}

function chunksOf(built: Awaited<ReturnType<typeof build>>): Rolldown.OutputChunk[] {
  const outputs = Array.isArray(built) ? built : [built];
  return outputs.flatMap((result) =>
    'output' in result ? result.output.filter((file) => file.type === 'chunk') : [],
  );
}
