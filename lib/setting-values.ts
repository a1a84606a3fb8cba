import packageJson from '../package.json' with { type: 'json' };
import { values } from './binding.ts';
import type { Settings } from './settings.ts';

/** The settings as the functions read them from their environment, grouped by what they are for. */
export function settingValues(settings: Settings, publicUrl: string) {
  return {
    version: values({ VERSION: packageJson.version }),
    inbox: values({ INBOX_SHARDS: String(settings.inboxShards) }),
    retention: values({ RETENTION_DAYS: String(settings.retentionDays ?? 0) }),
    limits: values({ LIMITS: JSON.stringify(settings.limits) }),
    pages: values({ PAGE_PARAMETERS: settings.pageParameters.join(',') }),
    adminRight: values({
      ADMIN_CLAIM: settings.adminClaim,
      ADMIN_CLAIM_VALUE: settings.adminClaimValue,
    }),
    origins: values({
      PUBLIC_URL: publicUrl,
      ALLOWED_ORIGINS: settings.allowedOrigins.join(','),
    }),
    site: values({ SITE_NAME: settings.siteName, SITE_URL: settings.siteUrl }),
    visitors: values({ VISITORS: settings.visitors ? 'on' : 'off' }),
  };
}
