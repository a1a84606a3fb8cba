import { describe, expect, test } from 'vitest';
import type { ChatExport } from '../../../../protocol/index.ts';
import {
  collectExport,
  exportFileName,
} from '../../../../web-admin/features/person/create-export.ts';
import { someMessages } from '../../../support/builders.ts';

const PAGE = 200;
const chat: ChatExport['chat'] = {
  id: 'chat-1',
  user_id: 'user-1',
  user_email: 'alice@example.com',
  user_name: 'Alice',
  user_verified: true,
  last_message_at: '2026-01-01T00:00:00.000Z',
  last_message_preview: 'hello',
  last_message_sender: 'user',
  last_message_name: null,
  message_count: 10_000,
  created_at: '2026-01-01T00:00:00.000Z',
  updated_at: '2026-01-01T00:00:00.000Z',
  archived_at: null,
  admin_viewed_at: null,
  admin_viewed_seq: 0,
  user_read_at: null,
  user_read_up_to: 0,
  admin_read_at: null,
  admin_read_up_to: 0,
  email_skipped: null,
  joined: false,
  emailed_up_to: 0,
  page: null,
};

function aServer(total: number, failsAfter = Number.POSITIVE_INFINITY) {
  const asked: number[] = [];
  return {
    asked,
    async exportChat(_chatId: string, after: number): Promise<ChatExport> {
      asked.push(after);
      if (after >= failsAfter) throw new Error('gone');
      const last = Math.min(after + PAGE, total);
      const messages = someMessages(after + 1, last);
      return { chat, contact: null, messages, has_more: last < total };
    },
  };
}

function collect(api: ReturnType<typeof aServer>, signal = new AbortController().signal) {
  const progress: number[] = [];
  const onProgress = (count: number) => progress.push(count);
  return { progress, text: collectExport({ api, chatId: 'chat-1', onProgress, signal }) };
}

describe('[A8, H10] an export', () => {
  test('holds 10,000 messages in order, each once, and tells how far it is', async () => {
    const api = aServer(10_000);
    const { text, progress } = collect(api);
    const file = JSON.parse(await text);
    expect(file).toMatchObject({ chat, contact: null });
    expect(file.messages.map(({ seq }: { seq: number }) => seq)).toEqual(
      someMessages(1, 10_000).map(({ seq }) => seq),
    );
    expect(api.asked).toHaveLength(10_000 / PAGE);
    expect(progress).toEqual(api.asked.map((after) => after + PAGE));
  });

  test('of a short chat takes one request', async () => {
    const api = aServer(3);
    expect(JSON.parse(await collect(api).text).messages).toHaveLength(3);
    expect(api.asked).toEqual([0]);
  });

  test('that fails on its way is no file at all', async () => {
    await expect(collect(aServer(1_000, 400)).text).rejects.toThrow('gone');
  });

  test('ends with the page that asked for it', async () => {
    const leaving = new AbortController();
    const api = aServer(1_000);
    leaving.abort();
    await expect(collect(api, leaving.signal).text).rejects.toThrow();
    expect(api.asked).toEqual([0]);
  });

  test('has a name that tells of nobody', () => {
    const name = exportFileName(
      '6f2d8f9e-52d8-5d0a-9d3c-0a8f4f0a0001',
      Date.parse('2026-11-22T23:59:00.000Z'),
    );
    expect(name).toBe('chat-6f2d8f9e-2026-11-22.json');
  });
});
