export { createLiveChat } from './create-live-chat.ts';
export { createVisitor } from './create-visitor.ts';
