import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** A program that runs for the tests. */
export type Program = {
  /** Waits until the program has printed this; returns the first group. */
  said(pattern: RegExp): Promise<string>;
  stop(): Promise<void>;
};

export function startProgram(
  path: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Program {
  const child: ChildProcess = spawn(path, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  let text = '';
  const ended = once(child, 'close');
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (bytes) => {
      text += String(bytes);
      for (const listener of listeners) listener();
    });
  }
  return {
    said: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const [, found] = pattern.exec(text) ?? [];
          if (found === undefined) return;
          listeners.delete(look);
          resolve(found);
        };
        listeners.add(look);
        look();
        ended.then(
          () => reject(new Error(`${path} ended: ${text.slice(-500)}`)),
          (error) => reject(new Error(`${path} did not start`, { cause: error })),
        );
      }),
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
