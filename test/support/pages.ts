import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import { createDemoSite } from '../../local/demo-site.ts';
import { openStage, type Stage } from './stage.ts';

/** A folder with the built demo and these pages, by path. */
export function demoWith(pages: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'pages-'));
  cpSync('dist/demo', folder, { recursive: true });
  for (const [path, text] of Object.entries(pages)) put(folder, path, text);
  return folder;
}

/** A company's site on another origin than its chat. */
export type CompanySite = {
  readonly url: string;
  readonly chat: Stage['run'];
  /** Adds or replaces a page. */
  put(path: string, text: string): void;
};

/** Opens a site, and a stage whose chat this site alone may embed, for the test file that calls it. */
export async function openCompanySite(): Promise<{ site: CompanySite; stage: Stage }> {
  const folder = demoWith({});
  const demo = createDemoSite(folder);
  const server = createServer((req, res) => {
    if (!demo.handle(req, res)) res.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = `http://localhost:${typeof address === 'object' ? address?.port : address}`;
  const stage = await openStage({ template: (raw) => withSite(raw, url) });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return { site: { url, chat: stage.run, put: (path, text) => put(folder, path, text) }, stage };
}

function put(folder: string, path: string, text: string): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** Changes the company's origin in the template. */
const withSite = (template: unknown, url: string): unknown =>
  JSON.parse(JSON.stringify(template).replaceAll('http://localhost:3000', url));
