import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from 'vitest';
import { putCannedReply } from '../../../functions/data/canned-replies.ts';
import { findConnection, putConnection } from '../../../functions/data/connections.ts';
import { putContact } from '../../../functions/data/contacts.ts';
import { confirmAddress } from '../../../functions/data/email-confirmations.ts';
import { suppress } from '../../../functions/data/email-suppressions.ts';
import {
  ENTITY_TYPES,
  type EntityName,
  type EntityType,
} from '../../../functions/data/entity-types.ts';
import { eraseChat } from '../../../functions/data/erase-chat.ts';
import { joinChat } from '../../../functions/data/join-chat.ts';
import { emailHash } from '../../../functions/data/keys.ts';
import { sendMessage } from '../../../functions/data/send-message.ts';
import { subscribe } from '../../../functions/data/subscriptions.ts';
import { useUp } from '../../../functions/data/used-tickets.ts';
import { takeVisitorPlace } from '../../../functions/data/visitor-bucket.ts';
import type { Actor } from '../../../functions/domain/actor.ts';
import { chatIdOf } from '../../../functions/domain/chat-id.ts';
import { ChatExportSchema } from '../../../protocol/index.ts';
import { anAdmin, anOutgoingMessage, aUser } from '../../support/builders.ts';
import { type Database, startDatabase } from '../../support/database.ts';
import { entityTypesOf } from '../../support/entity-types-of.ts';

const NOW = new Date();
/** In epoch seconds: the end of today (UTC), and 30 days later. */
const END = Math.floor(NOW.getTime() / 86_400_000 + 31) * 86_400;
const SITE = { shards: 2, retentionDays: 30, now: () => NOW };
const EMAIL = 'v@example.com';
const user = aUser();
const chat_id = chatIdOf(user.id);
const TYPES: readonly [string, EntityType][] = Object.entries(ENTITY_TYPES);

let database: Database;
beforeAll(async () => {
  database = await startDatabase();
  await writeEveryKindOfItem();
});
afterAll(() => database.stop());

async function writeEveryKindOfItem(): Promise<void> {
  const { table } = database;
  const write = (actor: Actor, id: string) => {
    const outgoing = anOutgoingMessage({ chat_id: chatIdOf(id) });
    return sendMessage(table, { actor, outgoing, ...SITE });
  };
  const connect = async (actor: Actor, channel: string | null) => {
    const connection_id = `of-${actor.id}`;
    const token_expires_at = NOW.getTime() + 3_600_000;
    await putConnection(table, { connection_id, actor, token_expires_at }, NOW);
    const connection = await findConnection(table, connection_id);
    if (connection) await subscribe(table, connection, channel, NOW);
  };
  const visitor = { kind: 'visitor', id: 'visitor:1' } as const;
  const from = chatIdOf(visitor.id);
  await putContact(table, from, { email: EMAIL }, SITE_NOW);
  await write(visitor, visitor.id);
  await joinChat(table, { from, into: chat_id, actor: user, ...SITE }, () => false);
  await putContact(table, chat_id, { email: EMAIL }, SITE_NOW);
  await write(anAdmin(), user.id);
  await connect(user, chat_id);
  await connect(anAdmin(), null);
  await putCannedReply(table, { name: 'hi', content: 'Hi!', updated_at: 'once' }, undefined);
  await useUp(table, { id: 'a-ticket', expires_at: NOW });
  await takeVisitorPlace(table, 'a-network', 60, NOW);
  await confirmAddress(table, emailHash(EMAIL), NOW);
  await suppress(table, emailHash(EMAIL), 'unsubscribed', NOW.toISOString());
}

const SITE_NOW = { now: NOW, retentionDays: SITE.retentionDays };

describe('[T11] the table of entity types', () => {
  test('matches every item, and every one of its types is written', async () => {
    const items = await database.items();
    for (const item of items) expect(entityTypesOf(item)).toEqual([item.entity]);
    expect(new Set(items.map(({ entity }) => entity))).toEqual(new Set(Object.keys(ENTITY_TYPES)));
  });

  test('says how long each item is kept', async () => {
    for (const { entity, expires_at } of await database.items()) {
      const { retention } = ENTITY_TYPES[entity as EntityName];
      if (retention === 'until_deleted') expect(expires_at, `${entity}`).toBeUndefined();
      else if (retention === 'setting') expect(expires_at, `${entity}`).toBe(END);
      else expect(expires_at).toBeLessThanOrEqual(NOW.getTime() / 1_000 + retention.seconds);
    }
  });

  test('says which parts an export has', () => {
    const parts = TYPES.flatMap(([, type]) => ('part' in type.export ? [type.export.part] : []));
    expect(new Set([...parts, 'has_more'])).toEqual(new Set(Object.keys(ChatExportSchema.entries)));
  });

  test('says what an erased user leaves: nothing in their chat, and what is kept', async () => {
    await eraseChat(database.table, chat_id, () => false, SITE.now);
    const left = new Set((await database.items()).map(({ entity, pk }) => `${entity} ${pk}`));
    expect([...left].filter((item) => item.includes(' CHAT#'))).toEqual([]);
    const kept = TYPES.filter(([, { erasedWith }]) => typeof erasedWith === 'object');
    expect(new Set([...left].map((item) => item.split(' ')[0]))).toEqual(
      // The admin is still connected.
      new Set([...kept.map(([name]) => name), 'connection', 'subscription']),
    );
  });

  test('takes no entity type that leaves a question open', () => {
    type Note = {
      pk: [{ prefix: 'CHAT#' }];
      sk: { prefix: 'NOTE#' };
      owner: 'chat';
      retention: 'setting';
      erasedWith: 'batches';
      export: { leftOut: 'For the company only.' };
      push: null;
    };
    expectTypeOf<Note>().toExtend<EntityType>();
    expectTypeOf<Omit<Note, 'erasedWith'>>().not.toExtend<EntityType>();
    type Kept = Omit<Note, 'erasedWith'> & { erasedWith: { kept: 'It is ours.' } };
    expectTypeOf<Kept>().not.toExtend<EntityType>();
    expectTypeOf<Omit<Note, 'owner'>>().not.toExtend<EntityType>();
    expectTypeOf<Omit<Note, 'retention'>>().not.toExtend<EntityType>();
    expectTypeOf<Omit<Note, 'export'>>().not.toExtend<EntityType>();
    expectTypeOf<Omit<Note, 'push'>>().not.toExtend<EntityType>();
  });
});
