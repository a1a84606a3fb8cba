import { ACCESS_STATES } from './desk-access-states.ts';
import { ANSWERING_STATES } from './desk-answering-states.ts';
import { ATTENTION_STATES } from './desk-attention-states.ts';
import { CANNED_REPLY_STATES } from './desk-canned-reply-states.ts';
import { CHAT_STATES } from './desk-chat-states.ts';
import { INBOX_STATES } from './desk-inbox-states.ts';
import { PERSON_STATES } from './desk-person-states.ts';
import type { Take } from './take.ts';

/** Every state of the dashboard that staff may meet, by name. */
export const DESK_STATES: Readonly<Record<string, Take>> = {
  ...ACCESS_STATES,
  ...INBOX_STATES,
  ...CHAT_STATES,
  ...ANSWERING_STATES,
  ...CANNED_REPLY_STATES,
  ...ATTENTION_STATES,
  ...PERSON_STATES,
};
