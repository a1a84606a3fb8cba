import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { freePort, startServer } from './start-server.ts';
import type { Engine, StartOptions } from './types.ts';

/** Where the program is: at `DYNOXIDE_BIN`, or in the npm package of this platform, if there is one. */
export function findDynoxide(): string | undefined {
  const { DYNOXIDE_BIN } = process.env;
  if (DYNOXIDE_BIN) return DYNOXIDE_BIN;
  const name = `@dynoxide/${process.platform}-${process.arch}/package.json`;
  const program = process.platform === 'win32' ? 'dynoxide.exe' : 'dynoxide';
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), program);
  } catch {
    return undefined;
  }
}

/** A single program without Java that starts within milliseconds. */
export function dynoxide(program: string): Engine {
  return {
    name: 'dynoxide',
    stateFolder: 'dynamodb',
    maxStreamRecords: 2_000,
    streamDelayMs: 0,
    countsAsBilled: true,
    download: async () => {},
    start: (options) => start(program, options),
    async importExport(folder, { source, schema }) {
      const args = ['--source', source, '--schema', schema, '--output', fileIn(folder)];
      await promisify(execFile)(program, ['import', ...args]);
    },
  };
}

const fileIn = (folder: string) => join(folder, 'tables.db');

/** Its tool to sweep expired items is part of a server of its own, which asks for a token. */
async function start(program: string, { folder, expires }: StartOptions) {
  const token = randomBytes(24).toString('hex');
  let sweepPort = 0;
  const server = await startServer({
    deadlineMs: 10_000,
    isOwn: (headers) => headers['x-dynoxide-version'] !== undefined,
    async command(port) {
      if (expires) sweepPort = await freePort();
      return {
        program,
        args: [
          ...['serve', '--host', '127.0.0.1', '--port', String(port)],
          ...(folder === undefined ? [] : ['--db-path', fileIn(folder)]),
          ...(expires ? ['--mcp', '--mcp-port', String(sweepPort)] : []),
        ],
        env: { DYNOXIDE_MCP_AUTH_TOKEN: token },
      };
    },
  });
  return {
    ...server,
    isOwn: true,
    ...(expires && { sweepExpired: () => sweep(sweepPort, token) }),
  };
}

async function sweep(port: number, token: string): Promise<void> {
  const call = {
    jsonrpc: '2.0',
    id: 1,
    method: 'tools/call',
    params: { name: 'sweep_ttl', arguments: {} },
  };
  await fetch(`http://127.0.0.1:${port}/mcp`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
    },
    body: JSON.stringify(call),
  });
}
