import { type Message, PREVIEW_MAX_CHARACTERS } from '../../protocol/index.ts';
import { type Chat, isUnread } from './chat.ts';
import { preview } from './preview.ts';
import { endOf } from './retention.ts';

/**
 * The user's chat after a message of the visitor's chat `from` became its next message. The message
 * keeps its time, so the summary shows it only if it is the newest. Read messages stay read and
 * unread ones stay unread: a read mark moves over a message only if everything before it is read.
 */
export function withJoinedMessage(
  chat: Chat,
  from: Chat,
  message: Message,
  retentionDays: number,
): Chat {
  const seq = chat.message_count + 1;
  const isByUser = message.sender_type === 'user';
  const unread = Number(message.read_at === null);
  const user_unread_count = chat.user_unread_count + (isByUser ? 0 : unread);
  const admin_unread_count = chat.admin_unread_count + (isByUser ? unread : 0);
  const isViewed = !isUnread(chat) && (!isByUser || message.seq <= from.admin_viewed_seq);
  return {
    ...chat,
    ...(isNewest(chat, message) && summaryOf(from, message, retentionDays)),
    joined: true,
    message_count: seq,
    last_user_seq: isByUser ? seq : chat.last_user_seq,
    user_unread_count,
    admin_unread_count,
    user_read_up_to: user_unread_count === 0 ? seq : chat.user_read_up_to,
    admin_read_up_to: admin_unread_count === 0 ? seq : chat.admin_read_up_to,
    ...(isViewed && {
      admin_viewed_seq: seq,
      admin_viewed_at: later(chat.admin_viewed_at, from.admin_viewed_at),
    }),
  };
}

const isNewest = (chat: Chat, { created_at }: Message) =>
  chat.message_count === 0 || created_at >= chat.last_message_at;

/** The chat stores only which admin sent its newest message. */
function summaryOf(from: Chat, message: Message, retentionDays: number): Partial<Chat> {
  return {
    last_message_at: message.created_at,
    last_message_preview: preview(message.content, PREVIEW_MAX_CHARACTERS),
    last_message_sender: message.sender_type,
    last_message_name: message.sender_name,
    last_message_admin_id: message.seq === from.message_count ? from.last_message_admin_id : null,
    expires_at: endOf(message.created_at, retentionDays),
  };
}

function later(a: string | null, b: string | null): string | null {
  return a !== null && (b === null || a > b) ? a : b;
}
