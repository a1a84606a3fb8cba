/** Turns every limit off. */
export const NO_LIMITS = {
  userMessagesPer30s: 'off',
  adminMessagesPer30s: 'off',
  visitorsPerHour: 'off',
  commandsPerSecond: 'off',
  unconfirmedEmails: 'off',
} as const;

/** The environment variables of both the `http-api` and the `socket` function. */
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
