import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { IncomingHttpHeaders } from 'node:http';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { createEngineClient } from './engine-client.ts';

export type Command = {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
};

type ServerOptions = ReadyOptions & {
  /** What serves DynamoDB on the port of 127.0.0.1. */
  command(port: number): Promise<Command>;
};

type ReadyOptions = {
  readonly deadlineMs: number;
  /** Whether the response is the engine's own, and not of a stranger that took its port. */
  isOwn?(headers: IncomingHttpHeaders): boolean;
  /** Whether waiting is still of use. */
  isAlive?(): boolean;
};

const ATTEMPTS = 5;

/**
 * Starts a program that serves DynamoDB, on a free port, and resolves when it responds. It ends with
 * this process, even when that is killed. Throws an error of one sentence if it cannot be run.
 */
export async function startServer(
  options: ServerOptions,
): Promise<{ endpoint: string; stop(): Promise<void> }> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const command = await options.command(port);
    const server = await tryStart(command, `http://127.0.0.1:${port}`, options);
    if (server !== undefined) return server;
    if (attempt < ATTEMPTS) continue;
    throw new Error(`The DynamoDB engine ${command.program} does not start.`);
  }
}

/** Undefined when the program ended at once: somebody else took the port in between. */
async function tryStart(command: Command, endpoint: string, options: ServerOptions) {
  const { program, args, cwd, env } = command;
  const child = spawn(program, args, {
    stdio: 'ignore',
    // Ctrl+C in a terminal reaches the whole process group: the engine is stopped last, by us.
    detached: true,
    env: { ...process.env, ...env },
    ...(cwd !== undefined && { cwd }),
  });
  const watchdog = onDeathOfThisProcess(...killCommand(child.pid));
  const stop = async () => {
    watchdog.cancel();
    await stopProcess(child);
  };
  const failed = new Promise<never>((_, reject) => child.once('error', reject));
  const isAlive = () => child.exitCode === null && child.signalCode === null;
  const ready = untilReady(endpoint, { ...options, isAlive });
  try {
    if (await Promise.race([ready, failed])) {
      child.unref();
      return { endpoint, stop };
    }
  } catch {
    watchdog.cancel();
    throw new Error(`The DynamoDB engine ${program} cannot be run.`);
  }
  await stop();
  return undefined;
}

/** A port of 127.0.0.1 that nobody used just now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('There is no free port.');
  return address.port;
}

/** Resolves with true when the engine responds; with false when it ended or is too late. */
export async function untilReady(endpoint: string, options: ReadyOptions): Promise<boolean> {
  const { deadlineMs, isOwn = () => true, isAlive = () => true } = options;
  const client = createEngineClient(endpoint, 'local');
  const deadline = Date.now() + deadlineMs;
  try {
    while (isAlive() && Date.now() < deadline) {
      const response = await client
        .send('DynamoDB_20120810.ListTables', '{}')
        .catch(() => undefined);
      if (response?.status === 200) return isOwn(response.headers) && isAlive();
      await wait(5);
    }
    return false;
  } finally {
    client.close();
  }
}

/**
 * Runs a command when this process ends without having cancelled it, even when it is killed: the
 * watchdog's end of a pipe closes then.
 */
export function onDeathOfThisProcess(...command: readonly string[]): { cancel(): void } {
  const [program, args] =
    process.platform === 'win32'
      ? [process.execPath, ['-e', RUN_AT_END, ...command]]
      : ['sh', ['-c', 'cat > /dev/null; exec "$@" > /dev/null 2>&1', 'sh', ...command]];
  const watchdog = spawn(program, args, { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  watchdog.on('error', () => {});
  watchdog.unref();
  return { cancel: () => void watchdog.kill('SIGKILL') };
}

const RUN_AT_END = `
  const [, program, ...args] = process.argv;
  process.stdin.resume().on('end', () => require('child_process').spawnSync(program, args));
`;

function killCommand(pid: number | undefined): string[] {
  return process.platform === 'win32' ? ['taskkill', '/pid', `${pid}`, '/f'] : ['kill', `${pid}`];
}

async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const kill = setTimeout(() => child.kill('SIGKILL'), 2_000);
  await ended;
  clearTimeout(kill);
}
