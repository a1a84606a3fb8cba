import { type Accessor, createSignal, onCleanup } from 'solid-js';
import type { AdminClient } from '../../../web-client/types.ts';
import { collectExport, exportFileName } from './collect-export.ts';
import { saveFile } from './save-file.ts';

export type Export = {
  readonly state: Accessor<'idle' | 'running' | 'saved' | 'failed'>;
  /** How many messages have been fetched. */
  readonly count: Accessor<number>;
  start(): void;
};

/** Saves the chat as a file. Leaving the chat ends it. */
export function createExport(client: AdminClient, chatId: string): Export {
  const [state, setState] = createSignal<ReturnType<Export['state']>>('idle');
  const [count, setCount] = createSignal(0);
  const leaving = new AbortController();
  onCleanup(() => leaving.abort());

  async function run(): Promise<void> {
    const { signal } = leaving;
    setState('running');
    setCount(0);
    try {
      const text = await collectExport({ api: client.api, chatId, onProgress: setCount, signal });
      saveFile(exportFileName(chatId, Date.now()), text);
      setState('saved');
    } catch {
      setState('failed');
    }
  }

  return {
    state,
    count,
    start: () => {
      if (state() !== 'running') void run();
    },
  };
}
