import { fromEnv } from '@aws-sdk/credential-provider-env';

/**
 * Lambda passes credentials in environment variables. The build uses this in place of the SDK's
 * default chain of profiles, SSO and instance metadata, which is a fifth of each bundle.
 */
export const defaultProvider = fromEnv;
