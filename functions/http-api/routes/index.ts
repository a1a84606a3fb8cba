import type { Route } from '../route.ts';
import { archiveChat, unarchiveChat } from './archive-chat.ts';
import { deleteCanned, listCanned, putCanned } from './canned-replies.ts';
import { createVisitor } from './create-visitor.ts';
import { openFromEmail } from './email-open.ts';
import { useTicket } from './email-ticket.ts';
import { showUnsubscribe, unsubscribe } from './email-unsubscribe.ts';
import { eraseChat, eraseUser } from './erase.ts';
import { exportChat } from './export-chat.ts';
import { getChat } from './get-chat.ts';
import { getSupportChat } from './get-support-chat.ts';
import { health } from './health.ts';
import { joinChat } from './join-chat.ts';
import { listChats } from './list-chats.ts';
import { listChatMessages, listOwnMessages } from './list-messages.ts';
import { markChatRead, markOwnRead } from './mark-read.ts';
import { putOwnContact } from './put-contact.ts';
import { sendChatMessage, sendOwnMessage } from './send-message.ts';

export const routes: readonly Route[] = [
  getSupportChat,
  listOwnMessages,
  sendOwnMessage,
  markOwnRead,
  createVisitor,
  putOwnContact,
  joinChat,
  listChats,
  getChat,
  listChatMessages,
  sendChatMessage,
  markChatRead,
  archiveChat,
  unarchiveChat,
  exportChat,
  eraseChat,
  eraseUser,
  listCanned,
  putCanned,
  deleteCanned,
  openFromEmail,
  useTicket,
  showUnsubscribe,
  unsubscribe,
  health,
];
