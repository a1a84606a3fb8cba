import { randomUUID } from 'node:crypto';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Email } from '../../../functions/clients/reply-mailer.ts';
import { findChat, setArchived } from '../../../functions/data/chats.ts';
import { putContact } from '../../../functions/data/contacts.ts';
import { suppress } from '../../../functions/data/email-suppressions.ts';
import { listInbox } from '../../../functions/data/inbox.ts';
import { joinChat } from '../../../functions/data/join-chat.ts';
import { emailHash } from '../../../functions/data/keys.ts';
import { markRead } from '../../../functions/data/mark-read.ts';
import { sendMessage } from '../../../functions/data/send-message.ts';
import type { Actor } from '../../../functions/domain/actor.ts';
import { toListItem } from '../../../functions/domain/chat.ts';
import { chatIdOf } from '../../../functions/domain/chat-id.ts';
import { keysOf } from '../../../functions/identity/keys.ts';
import { type Services, sendReplyEmail } from '../../../functions/reply-email/send-reply-email.ts';
import { anAdmin, anOutgoingMessage, aUser } from '../../support/builders.ts';
import { type Database, startDatabase } from '../../support/database.ts';

const keys = keysOf(JSON.stringify({ current: 'a-secret-that-is-long-enough-0123456789' }));

let database: Database;
beforeAll(async () => {
  database = await startDatabase();
});
afterAll(() => database.stop());

let emails: Email[];
let failMail: boolean;
let clockMs: number;
beforeEach(() => {
  emails = [];
  failMail = false;
  clockMs = Date.now();
});

const services = (mail?: Services['mail']): Services => ({
  table: database.table,
  mail:
    mail ??
    (async (email) => {
      if (failMail) throw new Error('SES is busy');
      emails.push(email);
    }),
  siteName: 'Demo <Shop>',
  publicUrl: 'https://chat.example.com',
  unconfirmedEmails: 'off',
  keys: async () => keys,
  log: () => {},
  now: () => new Date(clockMs),
});

let users = 0;
async function aChat(replies: string[], user: Actor = aUser(`user-${++users}`)) {
  const chat_id = chatIdOf(user.id);
  const write = (actor: Actor, content: string) =>
    sendMessage(database.table, {
      actor,
      outgoing: anOutgoingMessage({ chat_id, content }),
      shards: 1,
      now: () => new Date(),
    });
  await write(user, 'a question');
  for (const content of replies) await write(anAdmin(), content);
  return chat_id;
}

const due = (chat_id: string, seq: number, using = services()) =>
  sendReplyEmail({ chat_id, seq }, using);

describe('[E2] nothing is sent when the message', () => {
  test('has been read', async () => {
    const chat_id = await aChat(['an answer']);
    await markRead(database.table, { chat_id, reader: 'user', now: () => new Date() });
    expect(await due(chat_id, 2)).toBe('nothing_due');
  });

  test('is for somebody without an address', async () => {
    const chat_id = await aChat(['an answer'], { kind: 'visitor', id: 'visitor:1' });
    expect(await due(chat_id, 2)).toBe('nothing_due');
  });

  test('is for somebody who unsubscribed', async () => {
    const chat_id = await aChat(['an answer']);
    const address = `user-${users}@example.com`;
    await suppress(database.table, emailHash(address), 'unsubscribed', 'now');
    expect(await due(chat_id, 2)).toBe('unsubscribed');
  });

  test('has no chat', async () => {
    expect(await due(chatIdOf('nobody'), 1)).toBe('nothing_due');
  });
});

test('a visitor’s chat sends no email once it is joined into another', async () => {
  const visitor = { kind: 'visitor' as const, id: `visitor:${randomUUID()}` };
  const email = { email: 'visitor@example.com' };
  await putContact(database.table, chatIdOf(visitor.id), email, { now: new Date() });
  const from = await aChat(['an answer'], visitor);
  const user = aUser(`user-${++users}`);
  const into = chatIdOf(user.id);
  const now = () => new Date();
  const request = { from, into, actor: user, shards: 1, retentionDays: 0, now };
  let looks = 0;
  // All is copied, and nothing deleted yet.
  await joinChat(database.table, request, () => ++looks > 1);
  expect(await due(from, 2)).toBe('nothing_due');
  expect(await due(into, 2)).toBe('sent');
  expect(emails.map(({ to }) => to)).toEqual([user.email]);
});

test('an email is sent even if the chat was archived: staff reply and archive in one move', async () => {
  const chat_id = await aChat(['an answer']);
  await setArchived(database.table, chat_id, true, 1, new Date().toISOString());
  expect(await due(chat_id, 2)).toBe('sent');
  expect(emails[0]?.text).toContain('an answer');
});

describe('a skipped email', () => {
  /** What the inbox shows, which reads the index. */
  const shown = async (chat_id: string) => {
    const request = { isArchived: false, limit: 100, shards: 1 };
    const { chats } = await listInbox(database.table, request);
    const chat = chats.find((one) => one.chat_id === chat_id);
    return chat && toListItem(chat).email_skipped;
  };
  const unsubscribe = () =>
    suppress(database.table, emailHash(`user-${users}@example.com`), 'unsubscribed', 'now');
  const write = (actor: Actor, chat_id: string) =>
    sendMessage(database.table, {
      actor,
      outgoing: anOutgoingMessage({ chat_id }),
      shards: 1,
      now: () => new Date(),
    });

  async function aSkippedChat() {
    const chat_id = await aChat(['an answer']);
    await unsubscribe();
    expect(await shown(chat_id)).toBeNull();
    expect(await due(chat_id, 2)).toBe('unsubscribed');
    return chat_id;
  }

  test('is shown with its reason, however often the job runs', async () => {
    const chat_id = await aSkippedChat();
    expect(await shown(chat_id)).toBe('unsubscribed');
    expect(await due(chat_id, 2)).toBe('unsubscribed');
    expect(await shown(chat_id)).toBe('unsubscribed');
  });

  test('is shown until an admin writes again, whatever the user writes', async () => {
    const chat_id = await aSkippedChat();
    await write(aUser(`user-${users}`), chat_id);
    expect(await shown(chat_id)).toBe('unsubscribed');
    await write(anAdmin(), chat_id);
    expect(await shown(chat_id)).toBeNull();
  });

  test('is shown until an email is sent', async () => {
    const chat_id = await aSkippedChat();
    const elsewhere = { ...aUser(`user-${users}`), email: 'elsewhere@example.com' };
    await write(elsewhere, chat_id);
    expect(await due(chat_id, 2)).toBe('sent');
    expect(await shown(chat_id)).toBeNull();
  });

  test('is not shown for a message that was just read', async () => {
    const chat_id = await aChat(['an answer']);
    await unsubscribe();
    const { client, name } = database.table;
    const reading = Object.assign(Object.create(client), {
      async send(command: Parameters<typeof client.send>[0]) {
        if (command instanceof UpdateCommand) {
          await markRead(database.table, { chat_id, reader: 'user', now: () => new Date() });
        }
        return client.send(command);
      },
    });
    const using = { ...services(), table: { client: reading, name } };
    expect(await due(chat_id, 2, using)).toBe('unsubscribed');
    expect(await shown(chat_id)).toBeNull();
  });
});

describe('[E3] one email', () => {
  test('contains a burst of replies and covers them all', async () => {
    const chat_id = await aChat(['one', 'two', 'three']);
    expect(await due(chat_id, 2)).toBe('sent');
    expect(await due(chat_id, 3)).toBe('nothing_due');
    expect(await due(chat_id, 4)).toBe('nothing_due');
    expect(emails).toHaveLength(1);
    for (const reply of ['one', 'two', 'three']) expect(emails[0]?.text).toContain(reply);
    expect(emails[0]?.text).not.toContain('a question');
  });

  test('contains a long burst too', async () => {
    const chat_id = await aChat(Array.from({ length: 25 }, (_, index) => `reply ${index}.`));
    expect(await due(chat_id, 2)).toBe('sent');
    expect(await due(chat_id, 26)).toBe('nothing_due');
    expect(emails[0]?.text).toContain('reply 24.');
  });

  test('is sent once if Scheduler runs twice', async () => {
    const chat_id = await aChat(['an answer']);
    await due(chat_id, 2);
    await due(chat_id, 2);
    expect(emails).toHaveLength(1);
  });

  test('is sent by one of two simultaneous runs; the other one is retried', async () => {
    const chat_id = await aChat(['an answer']);
    const outcomes = await Promise.allSettled([due(chat_id, 2), due(chat_id, 2)]);
    expect(emails).toHaveLength(1);
    const refused = outcomes.filter(({ status }) => status === 'rejected');
    for (const one of refused)
      expect(one).toMatchObject({ reason: { name: 'EmailLockHeldError' } });
    expect(await due(chat_id, 2)).toBe('nothing_due');
  });

  test('whose sending failed is retried', async () => {
    const chat_id = await aChat(['an answer']);
    failMail = true;
    await expect(due(chat_id, 2)).rejects.toThrow('SES is busy');
    failMail = false;
    expect(await due(chat_id, 2)).toBe('sent');
  });

  test('whose run crashed before sending is sent once the lock has expired', async () => {
    const chat_id = await aChat(['an answer']);
    const neverEnds = due(
      chat_id,
      2,
      services(() => new Promise(() => {})),
    );
    void neverEnds;
    const isLocked = async () =>
      (await database.items()).some((item) => item.chat_id === chat_id && item.email_lock_id);
    await expect.poll(isLocked).toBe(true);
    await expect(due(chat_id, 2)).rejects.toMatchObject({ name: 'EmailLockHeldError' });
    clockMs += 61_000;
    expect(await due(chat_id, 2)).toBe('sent');
    expect((await findChat(database.table, chat_id))?.emailed_up_to).toBe(2);
  });
});

describe('[E4] the email', () => {
  test('shows who wrote what, escaped and shortened, with links to continue and to unsubscribe', async () => {
    const chat_id = await aChat(['<b>bold</b> & more', 'x'.repeat(300)]);
    await due(chat_id, 2);
    const [email] = emails;
    expect(email?.to).toBe(`user-${users}@example.com`);
    expect(email?.subject).toBe('New reply from Demo <Shop>');
    expect(email?.html).toContain('&lt;b&gt;bold&lt;/b&gt; &amp; more');
    expect(email?.html).not.toContain('<b>');
    expect(email?.html).toContain('Demo &lt;Shop&gt;');
    expect(email?.text).toContain(`${'x'.repeat(200)}…`);
    expect(email?.text).not.toContain('x'.repeat(201));
    expect(email?.text).toMatch(/https:\/\/chat\.example\.com\/api\/email\/open\?token=\S+/);
    expect(email?.unsubscribe_url).toMatch(/\/api\/email\/unsubscribe\?token=\S+$/);
  });

  test('has no address in its links', async () => {
    const chat_id = await aChat(['an answer']);
    await due(chat_id, 2);
    const payloads = `${emails[0]?.text}`.match(/token=\S+/g) ?? [];
    expect(payloads).toHaveLength(2);
    for (const payload of payloads) {
      const claims = Buffer.from(payload.split('.')[1] ?? '', 'base64url').toString();
      expect(claims).not.toContain('@');
    }
  });
});
