import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { parse } from 'valibot';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { markRead } from '../../../functions/data/mark-read.ts';
import { sendMessage } from '../../../functions/data/send-message.ts';
import type { Table } from '../../../functions/data/table.ts';
import type { Actor } from '../../../functions/domain/actor.ts';
import { chatIdOf } from '../../../functions/domain/chat-id.ts';
import { exportChat } from '../../../functions/http-api/routes/export-chat.ts';
import { ChatExportSchema } from '../../../protocol/index.ts';
import { verifiedByGateway } from '../../support/admin-request.ts';
import { aRequest, httpServices } from '../../support/ask-route.ts';
import { anAdmin, anOutgoingMessage, aUser } from '../../support/builders.ts';
import { type Database, startDatabase } from '../../support/database.ts';

let database: Database;
beforeAll(async () => {
  database = await startDatabase();
});
afterAll(() => database.stop());

type Command = Parameters<Table['client']['send']>[0];

/** The table as a reader sees it when something happens before the messages are read. */
function interrupted(happens: () => Promise<unknown>): Table {
  const client = Object.assign(Object.create(database.table.client), {
    async send(command: Command) {
      if (command instanceof QueryCommand) await happens();
      return database.table.client.send(command);
    },
  });
  return { client, name: database.table.name };
}

test('the messages of an export page agree with its summary, whatever happens meanwhile', async () => {
  const now = () => new Date();
  const user = aUser('eve');
  const chat_id = chatIdOf(user.id);
  const write = (actor: Actor) =>
    sendMessage(database.table, {
      actor,
      outgoing: anOutgoingMessage({ chat_id }),
      shards: 1,
      now,
    });
  await write(user);
  await write(anAdmin());
  const request = aRequest({
    params: { id: chat_id },
    ...(await verifiedByGateway('ada', ['admins'])),
  });
  const table = interrupted(async () => {
    await markRead(database.table, { chat_id, reader: 'user', now });
    await write(anAdmin());
  });
  const answer = await exportChat.respond(request, httpServices(table, { now }));
  const { chat, messages, has_more } = parse(ChatExportSchema, JSON.parse(answer.body));
  expect(chat.message_count).toBe(2);
  expect(messages.map(({ seq, read_at }) => [seq, read_at])).toEqual([
    [1, null],
    [2, null],
  ]);
  expect(has_more).toBe(false);
});
