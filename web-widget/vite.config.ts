import { fileURLToPath } from 'node:url';
import type { MinifyOptions } from 'terser';
import { defineConfig, type InlineConfig, type Plugin, type Rolldown } from 'vite';
import solid from 'vite-plugin-solid';
import { shortenNames } from './shorten-names.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const shared = {
  configFile: false,
  root: here('.'),
  publicDir: false,
  resolve: { alias: { valibot: here('lean-valibot.ts'), 'solid-js': here('lean-solid.ts') } },
  logLevel: 'warn',
} satisfies InlineConfig;

const terserOptions = {
  module: true,
  ecma: 2020,
  // A function that was inlined compresses worse than one that is called.
  compress: { passes: 3, unsafe_arrows: true, pure_getters: true, lhs_constants: false, inline: 1 },
} satisfies MinifyOptions;

const output = {
  outDir: here('../dist/sites/widget'),
  emptyOutDir: false,
  target: 'es2022',
  // Browsers that know `color-scheme` themselves; older ones show the light colours.
  cssTarget: ['chrome123', 'firefox128', 'safari17.5'],
  sourcemap: false,
  modulePreload: false,
  // Three percent lighter than what Vite brings along.
  minify: 'terser',
  terserOptions,
} satisfies InlineConfig['build'];

/** Spares the panel Vite's own code around `import()`, which fetches style sheets: it has none. */
const plainImports = {
  name: 'plain-imports',
  enforce: 'pre',
  load: {
    filter: { id: /vite\/preload-helper/ },
    handler: () => 'export const __vitePreload = (load) => load();',
  },
} satisfies Plugin;

/**
 * Gives our custom properties names that no page has: what a page says of a name with `@property`
 * holds in shadow roots too. Those that pages may set, `--support-chat-…`, stay as they are.
 */
const ownNames: Plugin = {
  name: 'own-names',
  enforce: 'pre',
  transform(code, id) {
    if (!id.includes('.css')) return undefined;
    return code.replace(/--(?!support-chat-)[a-z-]+/g, '$&_');
  },
};

/** Lets the bundler leave out the schemas that the widget does not use: to make one has no effect. */
const pureSchemas: Plugin = {
  name: 'pure-schemas',
  transform: (code, id) =>
    id.includes('/protocol/')
      ? code.replace(/\b(v\.[a-z]\w*|limit)\(/g, '/* @__PURE__ */ $1(')
      : undefined,
};

/** Timings of plugins would hide the warnings that matter. */
const checks = { pluginTimings: false };

/** Fails the build when the module in valibot's place lacks something that the widget uses. */
const onLog: NonNullable<Rolldown.RolldownOptions['onLog']> = (level, { message }) => {
  if (level === 'warn') throw new Error(message);
};

/** The panel: modules with their contents' hash in the name, so that browsers may cache them without end. */
export function panelConfig(): InlineConfig {
  return {
    ...shared,
    // Delegated events die where the page stops them, and a closed shadow root has none at all.
    plugins: [
      ownNames,
      pureSchemas,
      solid({ solid: { delegateEvents: false, moduleName: here('panel/solid-dom.ts') } }),
      plainImports,
      shortenNames(terserOptions),
    ],
    build: {
      ...output,
      rolldownOptions: {
        checks,
        onLog,
        treeshake: { propertyReadSideEffects: false },
        input: { panel: here('panel/index.tsx') },
        preserveEntrySignatures: 'allow-extension',
        output: {
          format: 'es',
          // Terser makes more of what has been minified before.
          minify: true,
          entryFileNames: 'widget/[name]-[hash:6].js',
          chunkFileNames: 'widget/[name]-[hash:6].js',
        },
      },
    },
  };
}

/** The loader: one classic script that knows where the panel of the same build lies. */
export function loaderConfig(panelPath: string): InlineConfig {
  return {
    ...shared,
    plugins: [ownNames],
    define: { PANEL_PATH: JSON.stringify(panelPath) },
    build: {
      ...output,
      rolldownOptions: {
        checks,
        input: here('loader/index.ts'),
        output: { format: 'iife', entryFileNames: 'widget.js' },
      },
    },
  };
}

export default defineConfig(panelConfig());
