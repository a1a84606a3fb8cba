import * as v from 'valibot';

/** What a schedule of a reply email is made of: the message that it belongs to, without its text. */
const EmailedMessageSchema = v.object({
  id: v.string(),
  chat_id: v.string(),
  seq: v.number(),
  /** For a joined message: when it was joined. Its email waits from then on. */
  created_at: v.string(),
  joined: v.optional(v.literal(true)),
});
export type EmailedMessage = v.InferOutput<typeof EmailedMessageSchema>;

/**
 * Work that follows a change but must not hold up the next ones. It is handed over as an asynchronous
 * invocation, which Lambda keeps and tries again.
 */
export const DeferredWorkSchema = v.variant('work', [
  v.object({ work: v.literal('arm_reply_email'), message: EmailedMessageSchema }),
  v.object({ work: v.literal('disarm_reply_email'), message: EmailedMessageSchema }),
  /** Goes on with joining a visitor's chat, should nobody ask for it again. */
  v.object({ work: v.literal('continue_join'), from: v.string(), into: v.string() }),
  /** Tells these connections whether an admin is online, as it is when they are told. */
  v.object({
    work: v.literal('push_admins_online'),
    /** With the end of each, in epoch seconds. */
    connections: v.array(v.object({ connection_id: v.string(), expires_at: v.number() })),
  }),
]);
export type DeferredWork = v.InferOutput<typeof DeferredWorkSchema>;
