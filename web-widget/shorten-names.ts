import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type MinifyOptions, minify } from 'terser';
import type { Plugin } from 'vite';

const CAMEL_CASE = /\b[a-z]+[A-Z]\w*\b/g;
const TEXT = /'(\w+)'/g;

/**
 * Lets terser have the last word, whose variables compress better than the bundler's, and lets it
 * shorten the client's properties. Those that the loader, the page or the wire names, that stand in a
 * text, or that a chunk exports, stay, and so do the browser's.
 */
export function shortenNames(options: MinifyOptions): Plugin {
  const regex = new RegExp(`^(${internalNames().join('|')})$`);
  return {
    name: 'shorten-names',
    enforce: 'post',
    async generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      // Terser leaves the names of exports alone, by which others read them after an `import()`.
      const properties = { regex, reserved: chunks.flatMap((chunk) => chunk.exports) };
      // One for all files, so that they agree on each property.
      let props: object | undefined;
      for (const file of chunks) {
        const nameCache: { props?: object } = props ? { props } : {};
        const { code } = await minify(file.code, { ...options, nameCache, mangle: { properties } });
        ({ props } = nameCache);
        file.code = code ?? file.code;
      }
    },
  };
}

function internalNames(): string[] {
  const client = read('../web-client/');
  const inside = client + read('./panel/') + read('../web-shared/');
  const page = read('./loader/') + read('./module/') + read('./strings/') + read('../protocol/');
  const outside = new Set((page + read('./', false)).match(CAMEL_CASE));
  const texts = new Set([...inside.matchAll(TEXT)].map(([, text]) => text));
  return [...new Set(client.match(CAMEL_CASE))].filter(
    (name) => !outside.has(name) && !texts.has(name),
  );
}

/** Every source file of a folder, one after the other. */
function read(folder: string, recursive = true): string {
  const path = fileURLToPath(new URL(folder, import.meta.url));
  return readdirSync(path, { recursive, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => readFileSync(path + name, 'utf8'))
    .join('\n');
}
