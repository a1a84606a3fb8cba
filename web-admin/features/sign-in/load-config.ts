import * as v from 'valibot';
import { type AdminConfig, AdminConfigSchema } from '../../../protocol/index.ts';

/** Reads where admins of this deployment sign in. Throws when the site does not say. */
export async function loadConfig(): Promise<AdminConfig> {
  const response = await fetch('/admin/config.json', { cache: 'no-cache' });
  if (!response.ok) throw new Error(`config.json answered ${response.status}`);
  return v.parse(AdminConfigSchema, await response.json());
}
