import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { createEngineClient } from './engine-client.ts';
import { findDynoxide, NO_ENGINE } from './find-dynoxide.ts';

/** A running engine of our own. */
export type Dynoxide = {
  readonly endpoint: string;
  /** Deletes what has expired, as DynamoDB does by itself. */
  sweepExpired(): Promise<void>;
  stop(): Promise<void>;
};

/**
 * Starts the engine and resolves when it answers. With a file the data lasts; without one it lives
 * in memory. The engine never outlives this process, not even when it is killed.
 */
export async function startDynoxide(options: {
  file: string | undefined;
  expires: boolean;
}): Promise<Dynoxide> {
  const program = findDynoxide();
  for (let attempt = 1; ; attempt++) {
    const started = await tryStart(program, options);
    if (started !== undefined) return started;
    if (attempt === 5) throw new Error(`The DynamoDB engine ${program} does not start.`);
  }
}

/** Undefined when the engine ended at once: somebody else took the port in between. */
async function tryStart(
  program: string,
  { file, expires }: { file: string | undefined; expires: boolean },
): Promise<Dynoxide | undefined> {
  const port = await freePort();
  const sweepPort = expires ? await freePort() : undefined;
  const token = randomBytes(24).toString('hex');
  const engine = spawn(
    program,
    [
      ...['serve', '--host', '127.0.0.1', '--port', String(port)],
      ...(file === undefined ? [] : ['--db-path', file]),
      ...(sweepPort === undefined ? [] : ['--mcp', '--mcp-port', String(sweepPort)]),
    ],
    {
      stdio: 'ignore',
      // Ctrl+C in a terminal reaches the whole process group: the engine is stopped last, by us.
      detached: true,
      env: { ...process.env, DYNOXIDE_MCP_AUTH_TOKEN: token },
    },
  );
  const failed = new Promise<never>((_, reject) => engine.once('error', reject));
  const endpoint = `http://127.0.0.1:${port}`;
  const ready = await Promise.race([becomesReady(engine, endpoint), failed]).catch(() => {
    throw new Error(`The DynamoDB engine ${program} cannot be run; ${NO_ENGINE}`);
  });
  if (!ready) return undefined;
  const watchdog = watch(engine);
  return {
    endpoint,
    async sweepExpired() {
      if (sweepPort !== undefined) await sweep(sweepPort, token);
    },
    async stop() {
      watchdog.kill();
      await stopProcess(engine);
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port can be had.');
  return address.port;
}

const READY_DEADLINE_MS = 10_000;

async function becomesReady(engine: ChildProcess, endpoint: string): Promise<boolean> {
  const client = createEngineClient(endpoint, 'local');
  const deadline = Date.now() + READY_DEADLINE_MS;
  try {
    while (engine.exitCode === null && Date.now() < deadline) {
      const answer = await client.send('DynamoDB_20120810.ListTables', '{}').catch(() => undefined);
      if (answer?.status === 200) return answer.headers['x-dynoxide-version'] !== undefined;
      await wait(3);
    }
    return false;
  } finally {
    client.close();
  }
}

/** Ends the engine when this process dies without a word: its end of the pipe closes then. */
function watch(engine: ChildProcess): { kill(): void } {
  if (process.platform === 'win32') return { kill: () => {} };
  const watchdog = spawn('sh', ['-c', 'cat > /dev/null; kill "$0"', String(engine.pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  watchdog.on('error', () => {});
  watchdog.unref();
  engine.unref();
  return { kill: () => void watchdog.kill('SIGKILL') };
}

async function stopProcess(engine: ChildProcess): Promise<void> {
  if (engine.exitCode !== null || engine.signalCode !== null) return;
  const ended = once(engine, 'exit');
  engine.kill('SIGTERM');
  const kill = setTimeout(() => engine.kill('SIGKILL'), 2_000);
  await ended;
  clearTimeout(kill);
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
