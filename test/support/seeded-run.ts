import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { replaceTable } from '../../local/replace-table.ts';
import type { LocalRun } from '../../local/start-local.ts';
import { chatItems, type Story } from '../../scripts/seed/chat-items.ts';
import { startRun } from './run.ts';

/** A run that begins with these chats, as if they had been written long ago: nobody is told of them. */
export async function startSeededRun(stories: Iterable<Story>): Promise<LocalRun> {
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
  const run = await startRun({ stateDir });
  return {
    ...run,
    async stop() {
      await run.stop();
      rmSync(stateDir, { recursive: true, force: true });
    },
  };
}
