import * as v from 'valibot';
import { ChatPageSchema } from '../../../protocol/index.ts';
import { openStage, type Stage } from '../stage.ts';
import { waitUntil } from '../wait-until.ts';

const DEADLINE_MS = 45_000;

/** A stage, and the chat that was written in last: a test that only types does not know whose that is. */
export type StageWithNewestChat = Stage & {
  /** Waits until the newest chat holds exactly these messages. */
  untilSaid(...contents: readonly string[]): Promise<void>;
  /** An admin replies in the newest chat. */
  replyToNewest(content: string): Promise<void>;
};

export async function openStageWithNewestChat(): Promise<StageWithNewestChat> {
  const stage = await openStage();
  const admin = await stage.admin();

  async function newest(): Promise<{ chat_id: string } | undefined> {
    const { body } = await admin.call('GET /api/admin/chats?limit=1');
    const [chat] = v.parse(ChatPageSchema, body).chats;
    return chat && { chat_id: chat.id };
  }

  return {
    ...stage,
    async untilSaid(...contents) {
      let said: string[] = [];
      const isSaid = async () => {
        const chat = await newest();
        said = chat ? (await admin.chat(chat)).messages.map(({ content }) => content) : [];
        return JSON.stringify(said) === JSON.stringify(contents);
      };
      await waitUntil(`${contents.join(', ')} to be said`, isSaid, DEADLINE_MS).catch((cause) => {
        throw new Error(`${cause.message}; the chat holds ${said.join(', ')}`, { cause });
      });
    },
    async replyToNewest(content) {
      const chat = await newest();
      if (!chat) throw new Error('nobody has written');
      await admin.reply(chat, content);
    },
  };
}
