import { cp, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { loaderConfig, panelConfig } from './vite.config.ts';

/**
 * Builds `dist/sites/widget` (the loader `widget.js` and the panel it loads) and `dist/demo` (a shop
 * page to try it on).
 */
export async function buildWidget(): Promise<void> {
  await rm(here('../dist/sites/widget'), { recursive: true, force: true });
  await build(loaderConfig(entryFileName(await build(panelConfig()))));
  await rm(here('../dist/demo'), { recursive: true, force: true });
  await cp(here('demo'), here('../dist/demo'), { recursive: true });
}

function here(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}

function entryFileName(built: Awaited<ReturnType<typeof build>>): string {
  const outputs = Array.isArray(built) ? built : [built];
  for (const result of outputs) {
    if (!('output' in result)) continue;
    const entry = result.output.find((file) => file.type === 'chunk' && file.isEntry);
    if (entry) return entry.fileName;
  }
  throw new Error('the build of the panel has no entry');
}
