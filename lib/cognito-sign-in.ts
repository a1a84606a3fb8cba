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

/** A user pool for admins. Only members of its group are admins. */
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
      // Kept with its pool, because its members are the admins.
      .applyRemovalPolicy(removalPolicyOf(settings));
    this.userPoolId = this.userPool.userPoolId;
    this.issuer = this.userPool.userPoolProviderUrl;
    this.origins = this.addDomain(settings.signInDomainPrefix);
    suppressNagFinding(
      this,
      'COG2',
      'The setting adminMfa requires a second factor. Without it, each admin can add one.',
    );
    suppressNagFinding(
      this,
      'COG8',
      'Accounts are created by hand for a few people. The plus plan costs more than the whole chat.',
    );
  }

  /** A public client: authorization code with PKCE, which redirects only to the dashboard at this address. */
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

  /** The sign-in pages. Their name is unique within a region, so it contains the account id. */
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
