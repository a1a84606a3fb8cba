import * as v from 'valibot';

/** `/admin/config.json`, written at deploy: where admins sign in. */
export const AdminConfigSchema = v.object({
  issuer: v.pipe(v.string(), v.url()),
  client_id: v.pipe(v.string(), v.nonEmpty()),
  site_name: v.string(),
  /** What to ask the issuer for, separated by spaces; the dashboard knows what is usual. */
  scope: v.optional(v.string()),
});
export type AdminConfig = v.InferOutput<typeof AdminConfigSchema>;
