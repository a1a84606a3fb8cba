import type { Construct } from 'constructs';
import { CognitoSignIn } from './cognito-sign-in.ts';
import type { Settings } from './settings.ts';

/** Where admins sign in. */
export type SignIn = {
  /** The OpenID Connect issuer of their tokens. */
  readonly issuer: string;
  /** Every origin that the dashboard must connect to for it. */
  readonly origins: readonly string[];
  /** The client id of the dashboard at this address. Call it once. */
  clientFor(publicUrl: string): string;
  /** The user pool with the admin accounts. Undefined with the company's own issuer. */
  readonly userPoolId?: string;
};

/** The issuer from the settings, or else the stack's own user pool. */
export function signInOf(scope: Construct, settings: Settings): SignIn {
  const { adminIssuer, adminClientId, adminIssuerOrigins = [] } = settings;
  if (adminIssuer === undefined || adminClientId === undefined) {
    return new CognitoSignIn(scope, 'SignIn', settings);
  }
  return {
    issuer: adminIssuer,
    origins: [...new Set([new URL(adminIssuer).origin, ...adminIssuerOrigins])],
    clientFor: () => adminClientId,
  };
}
