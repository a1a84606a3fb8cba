import { afterAll, beforeAll, expect, test } from 'vitest';
import { setArchived } from '../../functions/data/chats.ts';
import { putContact } from '../../functions/data/contacts.ts';
import { sendMessage } from '../../functions/data/send-message.ts';
import { chatIdOf } from '../../functions/domain/chat-id.ts';
import { chatItems, type Story } from '../../scripts/seed/chat-items.ts';
import { inventChats } from '../../scripts/seed/invent-chats.ts';
import { type Database, startDatabase } from '../support/database.ts';

const SITE = { shards: 4, retentionDays: 365 };

let database: Database;
beforeAll(async () => {
  database = await startDatabase();
});
afterAll(() => database.stop());

const byKey = (a: Record<string, unknown>, b: Record<string, unknown>) =>
  `${a.pk} ${a.sk}` < `${b.pk} ${b.sk}` ? -1 : 1;

/** Lets the functions do what the story tells. */
async function live({ user, email, sent, archived_at }: Story): Promise<void> {
  const { table } = database;
  const chat_id = chatIdOf(user.id);
  const begun = new Date(sent[0]?.at ?? '');
  const { shards, retentionDays } = SITE;
  if (email !== null) await putContact(table, chat_id, { email }, { now: begun, retentionDays });
  for (const { actor, outgoing, at } of sent) {
    await sendMessage(table, { actor, outgoing, ...SITE, now: () => new Date(at) });
  }
  if (archived_at !== null) await setArchived(table, chat_id, true, shards, archived_at);
}

test('what is seeded is what the functions would have stored', async () => {
  const stories = [...inventChats({ chats: 12, messages: 60, now: new Date() })];
  const hasOne = (fits: (story: Story) => boolean) => expect(stories.some(fits)).toBe(true);
  hasOne(({ archived_at }) => archived_at !== null);
  hasOne(({ user, email }) => user.kind === 'visitor' && email === null);
  hasOne(({ user, email }) => user.kind === 'visitor' && email !== null);
  for (const story of stories) await live(story);
  const stored = (await database.items()).filter(({ entity }) => entity !== 'sent_marker');
  const seeded = [...chatItems(stories, SITE)].map((item) => JSON.parse(JSON.stringify(item)));
  expect(seeded.sort(byKey)).toEqual(stored.sort(byKey));
});

test.each([
  [1, 1],
  [5, 5],
  [7, 100],
  [200, 4_000],
])('%i chats have %i messages in all, and each has one', (chats, messages) => {
  const stories = [...inventChats({ chats, messages, now: new Date() })];
  expect(stories).toHaveLength(chats);
  expect(new Set(stories.map(({ user }) => user.id)).size).toBe(chats);
  expect(stories.reduce((sum, { sent }) => sum + sent.length, 0)).toBe(messages);
  expect(Math.min(...stories.map(({ sent }) => sent.length))).toBeGreaterThan(0);
});
