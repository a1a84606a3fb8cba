import type { ChatExport } from '../../../protocol/index.ts';
import type { AdminApi } from '../../../web-client/types.ts';

type Options = {
  readonly api: Pick<AdminApi, 'exportChat'>;
  readonly chatId: string;
  /** Told after each page how many messages there are so far. */
  onProgress(count: number): void;
  readonly signal: AbortSignal;
};

/**
 * Fetches a whole chat, page by page, as the text of a JSON file.
 * @throws ApiError of the page that failed, or the signal's reason once that is aborted.
 */
export async function collectExport(options: Options): Promise<string> {
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

/** A name that tells nobody whose chat it is. */
export function exportFileName(chatId: string, nowMs: number): string {
  return `chat-${chatId.slice(0, 8)}-${new Date(nowMs).toISOString().slice(0, 10)}.json`;
}
