import { type CannedReplies, CannedReplyBodySchema, ROUTES } from '../../../protocol/index.ts';
import { deleteCannedReply, listCannedReplies, putCannedReply } from '../../data/canned-replies.ts';
import { messageContent } from '../../domain/content.ts';
import { cannedReplyNameParam } from '../params.ts';
import { json, noContent } from '../response.ts';
import { defineRoute } from '../route.ts';

/** [H13] All canned replies. */
export const listCanned = defineRoute(ROUTES.listCannedReplies, {
  caller: 'admin',
  async handle(_call, { table }) {
    const body: CannedReplies = { canned_replies: await listCannedReplies(table) };
    return json(200, body);
  },
});

/** [H13] Stores a canned reply, unless a colleague has changed it meanwhile. */
export const putCanned = defineRoute(ROUTES.putCannedReply, {
  caller: 'admin',
  body: CannedReplyBodySchema,
  async handle({ request, body, now }, { table }) {
    const reply = {
      name: cannedReplyNameParam(request),
      content: messageContent(body.content),
      updated_at: now.toISOString(),
    };
    return json(200, await putCannedReply(table, reply, body.updated_at));
  },
});

/** [H13] Deletes a canned reply. Repeating it is no error. */
export const deleteCanned = defineRoute(ROUTES.deleteCannedReply, {
  caller: 'admin',
  async handle({ request }, { table }) {
    await deleteCannedReply(table, cannedReplyNameParam(request));
    return noContent;
  },
});
