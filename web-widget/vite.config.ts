import { fileURLToPath } from 'node:url';
import { defineConfig, type InlineConfig, type Plugin } from 'vite';
import solid from 'vite-plugin-solid';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const shared = {
  configFile: false,
  root: here('.'),
  publicDir: false,
  logLevel: 'warn',
} satisfies InlineConfig;

const output = {
  outDir: here('../dist/sites/widget'),
  emptyOutDir: false,
  target: 'es2022',
  // Browsers that know `color-scheme` themselves; older ones show the light colours.
  cssTarget: ['chrome123', 'firefox128', 'safari17.5'],
  sourcemap: false,
  modulePreload: false,
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

/** Lets schemas know their own entries from what a page has added to every object. */
const ownEntries: Plugin = {
  name: 'own-entries',
  transform: (code, id) =>
    id.includes('valibot')
      ? code.replaceAll('(const key in this.entries)', '(const key of Object.keys(this.entries))')
      : undefined,
};

/** What is never there, as the panel never begins it: transitions, Suspense, hydration, a scheduler. */
const NEVER_IN_SOLID = [
  ...['Transition', 'Scheduler', 'SuspenseContext', 'node\\.suspense', 'node\\.tOwned'],
  ...['sharedConfig\\.context', 'sharedConfig\\.effects', 'isHydrating\\(\\w+\\)'],
  ...['ExternalSourceConfig', 'ERROR'],
];

/** Spares the panel what Solid asks for at every step: no minifier knows that the answer is always no. */
const leanSolid: Plugin = {
  name: 'lean-solid',
  transform(code, id) {
    if (!id.includes('solid-js')) return undefined;
    const reads = new RegExp(`(?<!let |function )\\b(${NEVER_IN_SOLID.join('|')})(?!\\w| =)`, 'g');
    return code.replace(reads, '(void 0)');
  },
};

/** How long each plugin took is no news to whoever builds. */
const checks = { pluginTimings: false };

/** The panel: modules with their contents' hash in the name, so that they may be kept for ever. */
export function panelConfig(): InlineConfig {
  return {
    ...shared,
    // Delegated events die where the page stops them, and a closed shadow root has none at all.
    plugins: [
      ownNames,
      ownEntries,
      leanSolid,
      solid({ solid: { delegateEvents: false, moduleName: here('panel/solid-dom.ts') } }),
      plainImports,
    ],
    build: {
      ...output,
      rolldownOptions: {
        checks,
        input: { panel: here('panel/index.tsx') },
        preserveEntrySignatures: 'allow-extension',
        output: {
          format: 'es',
          minify: true,
          entryFileNames: 'widget/[name]-[hash].js',
          chunkFileNames: 'widget/[name]-[hash].js',
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
        output: { format: 'iife', minify: true, entryFileNames: 'widget.js' },
      },
    },
  };
}

export default defineConfig(panelConfig());
