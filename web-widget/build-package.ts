import { execFile } from 'node:child_process';
import { copyFile, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';

const run = promisify(execFile);
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const NAME = 'support-chat-widget';
const PACKAGE = here('../dist/npm');
const TYPES = here('../dist/types');
const UPLOADED = here('../dist/sites/package');
/** What the types are made of, by the name that they get in the package. */
const DECLARATIONS = {
  index: 'web-widget/module/load-support-chat',
  api: 'web-widget/api',
  'widget-options': 'protocol/widget-options',
};

/**
 * Builds the npm package of the widget into `dist/npm`, and packs it into `dist/sites/package`, from
 * where pages' builds install it: by its plain name the newest, and for lock files, which hold what
 * the content must be, by a name with the version, which the site keeps.
 */
export async function buildPackage(version: string): Promise<void> {
  for (const folder of [PACKAGE, TYPES, UPLOADED])
    await rm(folder, { recursive: true, force: true });
  await mkdir(UPLOADED, { recursive: true });
  await build({
    entryPoints: [here('module/load-support-chat.ts')],
    outfile: join(PACKAGE, 'index.js'),
    bundle: true,
    format: 'esm',
    target: 'es2022',
  });
  await writeDeclarations();
  await cp(here('module/README.md'), join(PACKAGE, 'README.md'));
  await writeFile(join(PACKAGE, 'package.json'), `${JSON.stringify(manifest(version), null, 2)}\n`);
  await run('npm', ['pack', '--pack-destination', UPLOADED], {
    cwd: PACKAGE,
    shell: process.platform === 'win32',
  });
  await copyFile(join(UPLOADED, `${NAME}-${version}.tgz`), join(UPLOADED, `${NAME}.tgz`));
}

const manifest = (version: string) => ({
  name: NAME,
  version,
  description: 'Puts the support chat on a page.',
  type: 'module',
  sideEffects: false,
  exports: { '.': { types: './index.d.ts', default: './index.js' } },
  types: './index.d.ts',
});

async function writeDeclarations(): Promise<void> {
  await run(process.execPath, [here('../node_modules/typescript/bin/tsc'), '-p', here('module')]);
  for (const [name, source] of Object.entries(DECLARATIONS)) {
    const text = await readFile(join(TYPES, `${source}.d.ts`), 'utf8');
    await writeFile(
      join(PACKAGE, `${name}.d.ts`),
      text.replace(/'[./]+\/(?:\w+\/)*([\w-]+)\.ts'/g, "'./$1.js'"),
    );
  }
}
