export { createLiveChat } from './create-live-chat.ts';
