import { ROUTES } from '../../../protocol/index.ts';
import { eraseChat as erase } from '../../data/erase-chat.ts';
import { chatIdOf } from '../../domain/chat-id.ts';
import { json } from '../answer.ts';
import { chatIdParam, userIdParam } from '../params.ts';
import { defineRoute } from '../route.ts';
import type { Services } from '../services.ts';

/** Well within the ten seconds that the function may take, and short enough to show its progress. */
const WORK_MS = 2_000;

/** [H10] Erases a chat with its user. Doing it twice is no error. */
export const eraseChat = defineRoute(ROUTES.eraseChat, {
  caller: 'admin',
  handle: ({ request }, services) => eraseInTime(chatIdParam(request), services),
});

/** [H10] Erases a user by their id, whether or not they have a chat. Doing it twice is no error. */
export const eraseUser = defineRoute(ROUTES.eraseUser, {
  caller: 'admin',
  handle: ({ request }, services) => eraseInTime(chatIdOf(userIdParam(request)), services),
});

/** What does not fit into one request is left to the next: the same one, sent again. */
async function eraseInTime(chat_id: string, { table, now }: Services) {
  const deadline = now().getTime() + WORK_MS;
  const body = await erase(table, chat_id, () => now().getTime() > deadline, now);
  return json(body.erased ? 200 : 202, body);
}
