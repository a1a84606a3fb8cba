/** No limit to anything: what is tested elsewhere than where the limits are. */
export const NO_LIMITS = {
  userMessagesPer30s: 'off',
  adminMessagesPer30s: 'off',
  visitorsPerHour: 'off',
  commandsPerSecond: 'off',
  unconfirmedEmails: 'off',
} as const;

/** The variables that the functions behind both APIs have in common. */
export const COMMON_ENVIRONMENT = {
  TABLE_NAME: 'support-chat',
  VERSION: '1',
  INBOX_SHARDS: 1,
  RETENTION_DAYS: 0,
  LIMITS: NO_LIMITS,
  PAGE_PARAMETERS: [],
  IDENTITY_SECRET_ARN: 'arn',
  ADMIN_CLAIM: 'groups',
  ADMIN_CLAIM_VALUE: 'admins',
  PUBLIC_URL: 'https://chat.example',
  ALLOWED_ORIGINS: ['https://shop.example'],
};
