import { fromEnv } from '@aws-sdk/credential-provider-env';

/**
 * Where Lambda puts a function's credentials. The build takes this for the SDK's own chain of
 * profiles, sign-ins and instance metadata, which is a fifth of each bundle and never used there.
 */
export const defaultProvider = fromEnv;
