import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import solid from 'vite-plugin-solid';

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: folder('.'),
  base: '/admin/',
  plugins: [solid()],
  build: {
    target: 'es2022',
    // The site's bucket is served from `/`, so the page lies in a folder named like its path.
    outDir: folder('../dist/sites/admin/admin'),
    emptyOutDir: true,
    // The site's policy allows no `data:` address.
    assetsInlineLimit: 0,
    // The time that each plugin took is noise in the output of the build.
    rolldownOptions: { checks: { pluginTimings: false } },
  },
});
