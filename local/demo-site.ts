import { readFileSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join, normalize } from 'node:path';
import { contentTypeOf } from './sites/content-type.ts';

/** The company's own site in a local run: a page with the widget on it. */
export type DemoSite = {
  /** Answers for the files of its folder; false for any other path, which it leaves alone. */
  handle(req: IncomingMessage, res: ServerResponse): boolean;
};

/** Files are read again for each request, so that a rebuilt page shows without a restart. */
export function createDemoSite(folder: string): DemoSite {
  return {
    handle(req, res) {
      const file = join(folder, normalize(pathOf(req)));
      if (req.method !== 'GET' || !file.startsWith(folder) || !isFile(file)) return false;
      res.writeHead(200, { 'content-type': contentTypeOf(file), 'cache-control': 'no-cache' });
      res.end(readFileSync(file));
      return true;
    },
  };
}

function pathOf({ url }: IncomingMessage): string {
  const path = new URL(url ?? '/', 'http://localhost').pathname;
  return path === '/' ? '/index.html' : path;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
