import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Builds the dashboard into `dist/sites/admin`, replacing what was there. */
export async function buildAdmin(): Promise<void> {
  await build({
    configFile: fileURLToPath(new URL('./vite.config.ts', import.meta.url)),
    logLevel: 'warn',
  });
}
