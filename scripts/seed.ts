import { parseArgs } from 'node:util';
import { replaceTable } from '../local/replace-table.ts';
import { synthesize } from '../local/synthesis.ts';
import { chatItems } from './seed/chat-items.ts';
import { inventChats } from './seed/invent-chats.ts';

const USAGE = `Usage: npm run seed -- --chats 10000 --messages 200000
replaces what "npm start" has kept in its table by invented chats. Stop it first.`;

const STATE = '.local';

try {
  const { chats, messages } = readArguments();
  const assembly = await synthesize();
  const startedAt = Date.now();
  const count = await replaceTable({
    assembly,
    stateDir: STATE,
    port: Number(process.env.PORT || 3000),
    items: (variables) =>
      chatItems(inventChats({ chats, messages, now: new Date() }), {
        shards: Number(variables.INBOX_SHARDS),
        retentionDays: Number(variables.RETENTION_DAYS),
      }),
  });
  const seconds = Math.round((Date.now() - startedAt) / 1_000);
  console.log(`${chats} chats with ${messages} messages (${count} items) in ${seconds} s.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

function readArguments() {
  const options = {
    chats: { type: 'string', default: '10000' },
    messages: { type: 'string', default: '200000' },
  } as const;
  const { values } = parseArgs({ options });
  const [chats, messages] = [Number(values.chats), Number(values.messages)];
  const areCounts = Number.isInteger(chats) && Number.isInteger(messages);
  if (!areCounts || chats < 1 || messages < chats) throw new Error(USAGE);
  return { chats, messages };
}
