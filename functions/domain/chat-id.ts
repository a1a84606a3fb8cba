import { v5 } from 'uuid';

/** Must never change: every chat id of every deployment is derived from it. */
const NAMESPACE = '5d0ca8f4-6f0c-4a3b-9d52-0f0c2f6be1a7';

/**
 * The id of a user's only chat. It is computed, so checking a user's right to a chat needs no read.
 */
export const chatIdOf = (user_id: string): string => v5(user_id, NAMESPACE);
