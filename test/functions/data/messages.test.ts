import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChat } from '../../../functions/data/chats.ts';
import { markRead } from '../../../functions/data/mark-read.ts';
import { listMessages } from '../../../functions/data/messages.ts';
import { sendMessage } from '../../../functions/data/send-message.ts';
import { chatIdOf } from '../../../functions/domain/chat-id.ts';
import { anAdmin, anOutgoingMessage, aUser } from '../../support/builders.ts';
import { type Database, startDatabase } from '../../support/database.ts';

let database: Database;
beforeAll(async () => {
  database = await startDatabase();
});
afterAll(() => database.stop());

const now = () => new Date();
/** 4,000 characters of four bytes: DynamoDB's page of 1 MB holds sixty-odd such messages. */
const LONGEST = '😀'.repeat(4_000);
const LONG_CHAT = chatIdOf('long');

async function fillLongChat() {
  const send = (actor: ReturnType<typeof aUser> | ReturnType<typeof anAdmin>, content: string) =>
    sendMessage(database.table, {
      actor,
      outgoing: anOutgoingMessage({ chat_id: LONG_CHAT, content }),
      shards: 1,
      now,
    });
  await send(aUser('long'), 'a question');
  for (let n = 0; n < 80; n += 1) await send(anAdmin(), LONGEST);
}

describe('a chat of the longest messages', () => {
  beforeAll(fillLongChat);

  test('[H2] has more pages if a page is full before its limit', async () => {
    const seqs: number[] = [];
    for (let more = true; more; ) {
      const after = seqs.at(-1) ?? 0;
      const page = await listMessages(database.table, LONG_CHAT, { after, limit: 100 });
      seqs.push(...page.messages.map(({ seq }) => seq));
      more = page.has_more;
    }
    expect(seqs).toEqual(Array.from({ length: 81 }, (_, index) => index + 1));
  });

  test('[D8] is read up to the last message, and the count is correct', async () => {
    const read = await markRead(database.table, { chat_id: LONG_CHAT, reader: 'user', now });
    expect(read).toEqual({ read_count: 80, unread_count: 0 });
    expect(await findChat(database.table, LONG_CHAT)).toMatchObject({
      user_read_up_to: 81,
      user_unread_count: 0,
    });
  });
});

test.each([9_999_999_999, 99_999_999_999_998, 999_999_999_999_999])(
  '[H2] nothing comes after %d, and everything before it',
  async (seq) => {
    const chat_id = chatIdOf('short');
    const outgoing = anOutgoingMessage({ chat_id, client_id: 'the only one' });
    await sendMessage(database.table, { actor: aUser('short'), outgoing, shards: 1, now });
    const after = await listMessages(database.table, chat_id, { after: seq, limit: 50 });
    expect(after).toEqual({ messages: [], has_more: false });
    const before = await listMessages(database.table, chat_id, { before: seq, limit: 50 });
    expect(before.messages).toHaveLength(1);
  },
);
