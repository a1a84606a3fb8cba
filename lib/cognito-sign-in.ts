import { Duration, Stack } from 'aws-cdk-lib';
import {
  AccountRecovery,
  Mfa,
  OAuthScope,
  UserPool,
  UserPoolClientIdentityProvider,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { suppressNagFinding } from './nag-suppressions.ts';
import { removalPolicyOf } from './removal-policy.ts';
import type { Settings } from './settings.ts';

type CognitoSettings = Pick<
  Settings,
  'adminClaimValue' | 'adminMfa' | 'keepData' | 'signInDomainPrefix'
>;

/** A user pool for the support staff. Only who is in its group counts as an admin. */
export class CognitoSignIn extends Construct {
  readonly issuer: string;
  readonly origins: readonly string[];
  readonly userPoolId: string;
  private readonly userPool: UserPool;

  constructor(scope: Construct, id: string, settings: CognitoSettings) {
    super(scope, id);
    this.userPool = this.addUserPool(settings);
    this.userPool
      .addGroup('Admins', { groupName: settings.adminClaimValue })
      // Kept with its pool: who is in it says who is an admin.
      .applyRemovalPolicy(removalPolicyOf(settings));
    this.userPoolId = this.userPool.userPoolId;
    this.issuer = this.userPool.userPoolProviderUrl;
    this.origins = this.addDomain(settings.signInDomainPrefix);
    suppressNagFinding(
      this,
      'COG2',
      'The setting adminMfa demands a second factor; without it, each admin may add one.',
    );
    suppressNagFinding(
      this,
      'COG8',
      'Accounts are made by hand for few people; the plus plan costs more than the whole chat.',
    );
  }

  /** A public client: authorization code with PKCE, back to the admin at this address only. */
  clientFor(publicUrl: string): string {
    const adminUrl = `${publicUrl}/admin/`;
    const client = this.userPool.addClient('AdminClient', {
      generateSecret: false,
      preventUserExistenceErrors: true,
      supportedIdentityProviders: [UserPoolClientIdentityProvider.COGNITO],
      accessTokenValidity: Duration.hours(1),
      idTokenValidity: Duration.hours(1),
      refreshTokenValidity: Duration.days(7),
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE],
        callbackUrls: [adminUrl],
        logoutUrls: [adminUrl],
      },
    });
    return client.userPoolClientId;
  }

  private addUserPool(settings: CognitoSettings): UserPool {
    return new UserPool(this, 'UserPool', {
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      mfa: settings.adminMfa === 'required' ? Mfa.REQUIRED : Mfa.OPTIONAL,
      mfaSecondFactor: { sms: false, otp: true },
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(7),
      },
      removalPolicy: removalPolicyOf(settings),
    });
  }

  /** The pages admins sign in on. Their name is taken once in a region, hence the account's id. */
  private addDomain(prefix: string | undefined): string[] {
    const { account, region, stackName, urlSuffix } = Stack.of(this);
    const domain = this.userPool.addDomain('Domain', {
      cognitoDomain: { domainPrefix: prefix ?? `${stackName.toLowerCase()}-${account}` },
    });
    return [
      `https://cognito-idp.${region}.${urlSuffix}`,
      `https://${domain.domainName}.auth.${region}.amazoncognito.com`,
    ];
  }
}
