import * as v from 'valibot';

/** `/admin/config.json`, written at deploy: where admins sign in. */
export const AdminConfigSchema = v.object({
  issuer: v.pipe(v.string(), v.url()),
  client_id: v.pipe(v.string(), v.nonEmpty()),
  site_name: v.string(),
  /** The scopes to request, separated by spaces. The dashboard has a default. */
  scope: v.optional(v.string()),
});
export type AdminConfig = v.InferOutput<typeof AdminConfigSchema>;
