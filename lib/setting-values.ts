import packageJson from '../package.json' with { type: 'json' };
import { envBinding } from './binding.ts';
import type { Settings } from './settings.ts';

/** The settings as the functions read them from their environment, grouped by what they are for. */
export function settingValues(settings: Settings, publicUrl: string) {
  return {
    version: envBinding({ VERSION: packageJson.version }),
    inbox: envBinding({ INBOX_SHARDS: String(settings.inboxShards) }),
    retention: envBinding({ RETENTION_DAYS: String(settings.retentionDays ?? 0) }),
    limits: envBinding({ LIMITS: JSON.stringify(settings.limits) }),
    pages: envBinding({ PAGE_PARAMETERS: settings.pageParameters.join(',') }),
    adminRight: envBinding({
      ADMIN_CLAIM: settings.adminClaim,
      ADMIN_CLAIM_VALUE: settings.adminClaimValue,
    }),
    origins: envBinding({
      PUBLIC_URL: publicUrl,
      ALLOWED_ORIGINS: settings.allowedOrigins.join(','),
    }),
    site: envBinding({ SITE_NAME: settings.siteName, SITE_URL: settings.siteUrl }),
    visitors: envBinding({ VISITORS: settings.visitors ? 'on' : 'off' }),
  };
}
