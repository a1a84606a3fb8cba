export {
  SupportChatSchema,
  TicketPreviewSchema,
  VisitorSchema,
} from '../../../protocol/index.ts';
/** With the schemas for the rare questions, which would otherwise bring all of it once more. */
export { askServer } from './ask-server.ts';
export { createLiveChat } from './create-live-chat.ts';
