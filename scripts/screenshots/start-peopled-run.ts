import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { replaceTable } from '../../local/replace-table.ts';
import { type LocalRun, startLocal } from '../../local/start-local.ts';
import { chatItems } from '../seed/chat-items.ts';
import { createStories } from './stories.ts';

/** The whole product with an inbox as of a working day, kept nowhere. */
export async function startPeopledRun(assembly: string): Promise<LocalRun> {
  const stateDir = mkdtempSync(join(tmpdir(), 'support-chat-'));
  await replaceTable({
    assembly,
    stateDir,
    port: 0,
    items: (variables) =>
      chatItems(createStories(), {
        shards: Number(variables.INBOX_SHARDS),
        retentionDays: Number(variables.RETENTION_DAYS),
      }),
  });
  const run = await startLocal({ assembly, stateDir, demo: 'dist/demo', limits: 'off' });
  return {
    ...run,
    async stop() {
      await run.stop();
      rmSync(stateDir, { recursive: true, force: true });
    },
  };
}
