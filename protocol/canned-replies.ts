import * as v from 'valibot';
import { ContentSchema } from './commands.ts';

/** What follows the slash when a canned reply is inserted. */
export const CannedReplyNameSchema = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9-]{1,32}$/, 'must be 1 to 32 small letters, digits and hyphens'),
);

/** A text that admins use again and again. */
export const CannedReplySchema = v.object({
  name: v.string(),
  content: v.string(),
  updated_at: v.string(),
});
export type CannedReply = v.InferOutput<typeof CannedReplySchema>;

export const CannedReplyBodySchema = v.strictObject({
  content: ContentSchema,
  /** That of the one which is replaced; without it there must be none of the name yet. */
  updated_at: v.optional(v.string()),
});
export type CannedReplyBody = v.InferInput<typeof CannedReplyBodySchema>;

/** All of them, by name. */
export const CannedRepliesSchema = v.object({ canned_replies: v.array(CannedReplySchema) });
export type CannedReplies = v.InferOutput<typeof CannedRepliesSchema>;
