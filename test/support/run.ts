import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { replaceTable } from '../../local/replace-table.ts';
import { type LocalOptions, type LocalRun, startLocal } from '../../local/start-local.ts';
import { chatItems, type Story } from '../../scripts/seed/chat-items.ts';

export type RunOptions = Partial<LocalOptions> & {
  /** Chats that the table begins with, as if they had been written long ago: nobody is notified of them. */
  readonly seed?: Iterable<Story>;
};

/**
 * Starts the whole product on a free port, from the synthesized stack, with an empty table and without
 * rate limits: tests write faster than people.
 */
export async function startRun({ seed, ...options }: RunOptions = {}): Promise<LocalRun> {
  const stateDir = seed && (await seededState(seed));
  const run = await startLocal({
    ...{ assembly: 'cdk.out', demo: 'dist/demo', limits: 'off' },
    ...options,
    ...(stateDir !== undefined && { stateDir }),
  });
  return {
    ...run,
    async stop() {
      await run.stop();
      if (stateDir !== undefined) rmSync(stateDir, { recursive: true, force: true });
    },
  };
}

/** A new folder with the state of a run that holds these chats. */
async function seededState(stories: Iterable<Story>): Promise<string> {
  const stateDir = mkdtempSync(join(tmpdir(), 'support-chat-'));
  await replaceTable({
    assembly: 'cdk.out',
    stateDir,
    port: 0,
    items: (variables) =>
      chatItems(stories, {
        shards: Number(variables.INBOX_SHARDS),
        retentionDays: Number(variables.RETENTION_DAYS),
      }),
  });
  return stateDir;
}
