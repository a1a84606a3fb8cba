import type { Construct } from 'constructs';
import { CognitoSignIn } from './cognito-sign-in.ts';
import type { Settings } from './settings.ts';

/** Where admins sign in. */
export type SignIn = {
  /** The OpenID Connect issuer of their tokens. */
  readonly issuer: string;
  /** Every origin that the admin's pages have to reach for it. */
  readonly origins: readonly string[];
  /** The id that the admin at this address signs in with; called once. */
  clientFor(publicUrl: string): string;
  /** Where the admins' accounts are made; an issuer of the company's own has none here. */
  readonly userPoolId?: string;
};

/** The issuer that the settings name, or else a user pool of the stack's own. */
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
