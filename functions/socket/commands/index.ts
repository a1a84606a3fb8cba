import type { Action } from '../../../protocol/index.ts';
import type { PreparedCommand } from '../command.ts';
import { markRead } from './mark-read.ts';
import { ping } from './ping.ts';
import { sendMessage } from './send-message.ts';
import { subscribe } from './subscribe.ts';
import { typing } from './typing.ts';
import { unsubscribe } from './unsubscribe.ts';

/** All commands by `action`. */
export const COMMANDS: Readonly<Record<Action, (input: unknown) => PreparedCommand>> = {
  subscribe,
  unsubscribe,
  send_message: sendMessage,
  mark_read: markRead,
  typing,
  ping,
};
