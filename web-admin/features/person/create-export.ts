import { type Accessor, createSignal, onCleanup } from 'solid-js';
import type { ChatExport } from '../../../protocol/index.ts';
import type { AdminApi, AdminClient } from '../../../web-client/types.ts';

export type Export = {
  readonly state: Accessor<'idle' | 'running' | 'saved' | 'failed'>;
  /** How many messages have been fetched. */
  readonly count: Accessor<number>;
  start(): void;
};

/** Saves the chat as a file. Closing the chat stops it. */
export function createExport(client: AdminClient, chatId: string): Export {
  const [state, setState] = createSignal<ReturnType<Export['state']>>('idle');
  const [count, setCount] = createSignal(0);
  const closing = new AbortController();
  onCleanup(() => closing.abort());

  async function run(): Promise<void> {
    const { signal } = closing;
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

type CollectOptions = {
  readonly api: Pick<AdminApi, 'exportChat'>;
  readonly chatId: string;
  /** Called after each page with the number of messages so far. */
  onProgress(count: number): void;
  readonly signal: AbortSignal;
};

/**
 * Fetches a whole chat, page by page, as the text of a JSON file.
 * @throws ApiError if a page fails, or the signal's reason once it is aborted.
 */
export async function collectExport(options: CollectOptions): Promise<string> {
  const { api, chatId, signal } = options;
  const first = await api.exportChat(chatId, 0);
  const messages = [...first.messages];
  let page: ChatExport = first;
  options.onProgress(messages.length);
  while (page.has_more && page.messages.length > 0) {
    signal.throwIfAborted();
    page = await api.exportChat(chatId, messages.at(-1)?.seq ?? 0);
    messages.push(...page.messages);
    options.onProgress(messages.length);
  }
  signal.throwIfAborted();
  const { chat, contact } = first;
  return `${JSON.stringify({ chat, contact, messages }, null, 2)}\n`;
}

/** A file name that does not identify the user. */
export function exportFileName(chatId: string, nowMs: number): string {
  return `chat-${chatId.slice(0, 8)}-${new Date(nowMs).toISOString().slice(0, 10)}.json`;
}

/** Adds a file to the browser's downloads. */
function saveFile(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser may still be reading it.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
