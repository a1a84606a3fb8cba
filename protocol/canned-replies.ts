import * as v from 'valibot';
import { ContentSchema } from './commands.ts';

/** The name that is typed after the slash. */
export const CannedReplyNameSchema = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9-]{1,32}$/, 'must be 1 to 32 small letters, digits and hyphens'),
);

/** A text that admins often need. */
export const CannedReplySchema = v.object({
  name: v.string(),
  content: v.string(),
  updated_at: v.string(),
});
export type CannedReply = v.InferOutput<typeof CannedReplySchema>;

export const CannedReplyBodySchema = v.strictObject({
  content: ContentSchema,
  /** That of the canned reply to replace. Without it the name must be new. */
  updated_at: v.optional(v.string()),
});
export type CannedReplyBody = v.InferInput<typeof CannedReplyBodySchema>;

/** All of them, by name. */
export const CannedRepliesSchema = v.object({ canned_replies: v.array(CannedReplySchema) });
export type CannedReplies = v.InferOutput<typeof CannedRepliesSchema>;
