export { createLiveChat } from './create-live-chat.ts';
export { acceptTicket, chatOf, previewOf } from './questions.ts';
