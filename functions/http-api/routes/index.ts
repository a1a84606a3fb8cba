import type { Route } from '../route.ts';
import { archiveChat, unarchiveChat } from './archive-chat.ts';
import { createVisitor } from './create-visitor.ts';
import { openFromEmail } from './email-open.ts';
import { showUnsubscribe, unsubscribe } from './email-unsubscribe.ts';
import { eraseChat, eraseUser } from './erase.ts';
import { getChat } from './get-chat.ts';
import { getSupportChat } from './get-support-chat.ts';
import { health } from './health.ts';
import { listChats } from './list-chats.ts';
import { listChatMessages, listOwnMessages } from './list-messages.ts';
import { markOwnRead } from './mark-read.ts';
import { putOwnContact } from './put-contact.ts';
import { sendChatMessage, sendOwnMessage } from './send-message.ts';

export const routes: readonly Route[] = [
  getSupportChat,
  listOwnMessages,
  sendOwnMessage,
  markOwnRead,
  createVisitor,
  putOwnContact,
  listChats,
  getChat,
  listChatMessages,
  sendChatMessage,
  archiveChat,
  unarchiveChat,
  eraseChat,
  eraseUser,
  openFromEmail,
  showUnsubscribe,
  unsubscribe,
  health,
];
