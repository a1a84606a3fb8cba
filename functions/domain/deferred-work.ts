import * as v from 'valibot';

/** The message that a reply email is scheduled for, without its text. */
const EmailedMessageSchema = v.object({
  id: v.string(),
  chat_id: v.string(),
  seq: v.number(),
  /** For a joined message, the time of joining: its email waits from then on. */
  created_at: v.string(),
  joined: v.optional(v.literal(true)),
});
export type EmailedMessage = v.InferOutput<typeof EmailedMessageSchema>;

/**
 * Work that a change causes but that must not delay the next changes. It is an asynchronous
 * invocation, which Lambda stores and retries.
 */
export const DeferredWorkSchema = v.variant('work', [
  v.object({ work: v.literal('arm_reply_email'), message: EmailedMessageSchema }),
  v.object({ work: v.literal('disarm_reply_email'), message: EmailedMessageSchema }),
  /** Continues joining a visitor's chat, in case no client asks for it again. */
  v.object({ work: v.literal('continue_join'), from: v.string(), into: v.string() }),
  /** Pushes to these connections whether an admin is online at the time of pushing. */
  v.object({
    work: v.literal('push_admins_online'),
    /** `expires_at`: when the connection ends, in epoch seconds. */
    connections: v.array(v.object({ connection_id: v.string(), expires_at: v.number() })),
  }),
]);
export type DeferredWork = v.InferOutput<typeof DeferredWorkSchema>;
