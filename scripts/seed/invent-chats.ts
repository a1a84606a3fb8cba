import type { Admin, User } from '../../functions/domain/actor.ts';
import { VISITOR_PREFIX } from '../../functions/domain/actor.ts';
import { chatIdOf } from '../../functions/domain/chat-id.ts';
import type { Story } from './chat-items.ts';
import { createDice, type Dice } from './dice.ts';
import { ADMIN_NAMES, ANSWERS, FIRST_NAMES, LAST_NAMES, PAGES, QUESTIONS } from './phrases.ts';

const DAY_MS = 86_400_000;
const PERIOD_MS = 180 * DAY_MS;
const LONGEST_PAUSE_MS = 20 * 60_000;

/**
 * Invents chats with at least one message each: most are short, a few very long, and the last ones
 * are from today. The same numbers give the same chats.
 */
export function* inventChats(wanted: {
  chats: number;
  messages: number;
  now: Date;
}): Generator<Story> {
  const dice = createDice();
  let left = wanted.messages;
  for (let number = 0; number < wanted.chats; number += 1) {
    const chatsLeft = wanted.chats - number;
    const count = chatsLeft === 1 ? left : shareOf(left, chatsLeft, dice);
    left -= count;
    yield inventChat(number, count, wanted.now, dice);
  }
}

/**
 * A random share, often below the average and rarely far above it. Leaves at least one message for
 * each remaining chat.
 */
function shareOf(left: number, chats: number, dice: Dice): number {
  const average = left / chats;
  const wished = Math.round(average * 0.2 + average * 3.2 * dice.fraction() ** 3);
  return Math.max(1, Math.min(wished, left - (chats - 1)));
}

function inventChat(number: number, count: number, now: Date, dice: Dice): Story {
  const user = inventUser(number, dice);
  const chat_id = chatIdOf(user.id);
  const pauses = Array.from({ length: count }, () => 5_000 + dice.fraction() * LONGEST_PAUSE_MS);
  const lastAt = now.getTime() - PERIOD_MS * dice.fraction() ** 2;
  let at = lastAt - pauses.reduce((sum, pause) => sum + pause, 0);
  const admin = inventAdmin(dice);
  const page = dice.pick(PAGES);
  const sent = pauses.map((pause, index) => {
    at += pause;
    const isUser = index === 0 || dice.fraction() < 0.5;
    const outgoing = {
      id: dice.uuid(),
      chat_id,
      content: dice.pick(isUser ? QUESTIONS : ANSWERS),
      client_id: dice.uuid(),
      ...(isUser && { page }),
    };
    return { actor: isUser ? user : admin, outgoing, at: new Date(at).toISOString() };
  });
  const isArchived = dice.fraction() < 0.4;
  const archived_at = isArchived ? new Date(at + 1_000).toISOString() : null;
  const leavesEmail = user.kind === 'visitor' && dice.fraction() < 0.5;
  const email = leavesEmail ? `visitor.${number}@example.com` : null;
  return { user, email, sent, archived_at };
}

function inventUser(number: number, dice: Dice): User {
  if (dice.fraction() < 0.25) return { kind: 'visitor', id: `${VISITOR_PREFIX}${dice.uuid()}` };
  const [first, last] = [dice.pick(FIRST_NAMES), dice.pick(LAST_NAMES)];
  const email = `${first}.${last}.${number}@example.com`.toLowerCase();
  return { kind: 'signed_in', id: `seed-${number}`, email, name: `${first} ${last}` };
}

function inventAdmin(dice: Dice): Admin {
  const name = dice.pick(ADMIN_NAMES);
  return { kind: 'admin', id: name.toLowerCase(), email: null, name };
}
