import { rm } from 'node:fs/promises';
import { build } from 'esbuild';

const FUNCTIONS = ['http-api', 'socket', 'fan-out', 'reply-email', 'deferred-work'];

/**
 * Bundles each function into `dist/functions/<name>/index.mjs`. The AWS SDK is included, so that the
 * version that was tested is the one that runs.
 */
export async function buildFunctions(): Promise<void> {
  await rm('dist/functions', { recursive: true, force: true });
  await build({
    entryPoints: FUNCTIONS.map((name) => ({
      in: `functions/${name}/index.ts`,
      out: `${name}/index`,
    })),
    outdir: 'dist/functions',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    platform: 'node',
    // Lambda runs Node 24, but `npm start` runs the same bundles on a developer's Node 20.
    target: 'node20',
    format: 'esm',
    // The SDK's ES modules are a third smaller than its default builds.
    mainFields: ['module', 'main'],
    alias: {
      '@aws-sdk/credential-provider-node': './functions/clients/lambda-credentials.ts',
    },
    banner: {
      js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);",
    },
    legalComments: 'none',
  });
}
