import { ROUTES } from '../../../protocol/index.ts';
import { eraseChat as erase } from '../../data/erase-chat.ts';
import { chatIdOf } from '../../domain/chat-id.ts';
import { chatIdParam, userIdParam } from '../params.ts';
import { json } from '../response.ts';
import { defineRoute } from '../route.ts';
import type { Services } from '../services.ts';
import { timeSlice } from '../time-slice.ts';

/** [H10] Erases a chat and its user. Repeating it is no error. */
export const eraseChat = defineRoute(ROUTES.eraseChat, {
  caller: 'admin',
  handle: ({ request }, services) => eraseInTime(chatIdParam(request), services),
});

/** [H10] Erases a user by their id, even without a chat. Repeating it is no error. */
export const eraseUser = defineRoute(ROUTES.eraseUser, {
  caller: 'admin',
  handle: ({ request }, services) => eraseInTime(chatIdOf(userIdParam(request)), services),
});

/** If one request is not enough, the client repeats it. */
async function eraseInTime(chat_id: string, { table, now }: Services) {
  const body = await erase(table, chat_id, timeSlice(now), now);
  return json(body.erased ? 200 : 202, body);
}
